import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { formatSafetensors } from '../../src/core/formats/safetensors.ts';
import { initialParams } from '../../src/core/initializers.ts';
import { Random } from '../../src/digits/random.ts';
import { createDigitSource } from '../../src/digits/source.ts';
import { contentPolicy } from '../policy.mjs';
import { staticServer } from '../static-server.mjs';
import { digitCount, digitsPath, oneDigitPath } from './digits.ts';
import { type BenchNetwork, graphOf, type Width, weightsPath, widths } from './networks.ts';
import { wasmPath } from './wasm-path.ts';

/** The pages: one bundle each, so that none carries what only another needs. */
export const entries = ['ours', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu', 'peers', 'nothing'] as const;
export type Entry = (typeof entries)[number];

export interface Site {
  /** Ends with a slash. */
  readonly address: string;
  close(): void;
}

/**
 * Builds the bench's pages as the site itself is built, minified, and serves them beside their data:
 * the same digits and weights for all. Nothing is compressed on the way, so that a cold start holds
 * no time of the server's; a page with `isolated` in its address has a clock of 5 µs, not 100.
 */
export async function openSite(root: string, seed: number): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'backflow-bench-'));
  try {
    writeFileSync(join(folder, '.policy'), contentPolicy([]));
    writeData(root, folder, seed);
    for (const entry of entries) await buildEntry(root, folder, entry);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const server = staticServer(folder);
  server.prependListener('request', (request, response) => {
    request.headers['accept-encoding'] = undefined;
    if (request.url?.includes('isolated') || /\.js$/.test(request.url ?? '')) {
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
  });
  const { port } = await new Promise<AddressInfo>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address);
    });
  });
  return {
    address: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function buildEntry(root: string, folder: string, entry: Entry): Promise<void> {
  const outDir = join(folder, entry);
  await build({
    configFile: false,
    root,
    base: `/${entry}/`,
    logLevel: 'error',
    mode: 'production',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(root, `scripts/bench/entries/${entry}.ts`),
        output: { entryFileNames: 'entry.js' },
      },
    },
  });
  writeFileSync(
    join(outDir, 'index.html'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${entry}</title><link rel="icon" href="data:,"><script type="module" src="/${entry}/entry.js"></script></head><body></body></html>`,
  );
}

/** Digits, weights, and the binaries of tfjs' wasm backend. */
function writeData(root: string, folder: string, seed: number): void {
  mkdirSync(join(folder, 'data'));
  const pixels = new Float32Array(784 * digitCount);
  const labels = new Uint8Array(digitCount);
  createDigitSource({ seed, generatedPerEpoch: digitCount }).fill(0, 0, pixels, labels);
  const bytes = Uint8Array.from(pixels, (ink) => Math.round(255 * ink));
  writeFileSync(join(folder, digitsPath), Buffer.concat([labels, bytes]));
  writeFileSync(join(folder, oneDigitPath), tracedDigit(labels[0], bytes.subarray(0, 784), seed));
  const networks: readonly BenchNetwork[] = ['cnn', 'mlp'];
  for (const network of networks) {
    copyFileSync(
      join(root, `public/models/${network}.safetensors`),
      join(folder, weightsPath(network, 'shipped')),
    );
    writeStart(folder, network, 1, seed);
  }
  for (const width of widths) if (width > 1) writeStart(folder, 'cnn', width, seed);
  const binaries = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
  for (const name of readdirSync(binaries)) {
    if (name.endsWith('.wasm')) copyFileSync(join(binaries, name), join(folder, wasmPath, name));
  }
}

/**
 * The digit that is traced. Its paper is uneven, so that no two windows tie and every gradient can
 * be compared; it is asked of a class that it is not, so that no gradient is nearly nothing.
 */
function tracedDigit(label: number, pixels: Uint8Array, seed: number): Buffer {
  const random = new Random(seed, 2);
  const uneven = pixels.map((ink) => Math.min(255, ink + random.below(9)));
  return Buffer.concat([Uint8Array.of((label + 5) % 10), uneven]);
}

function writeStart(folder: string, network: BenchNetwork, width: Width, seed: number): void {
  const tensors = initialParams(graphOf(network, width), 'heUniform', {}, new Random(seed, width));
  writeFileSync(
    join(folder, weightsPath(network, 'start', width)),
    formatSafetensors({ tensors, metadata: {} }),
  );
}
