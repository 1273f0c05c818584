import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledKernels, kernelText } from '../../scripts/kernels/compile.ts';
import { largestDifference } from '../../src/core/agreement.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { HostOps } from '../../src/core/host/ops.ts';
import type { Ops } from '../../src/core/ops.ts';
import { probeRequest } from '../../src/core/probe.ts';
import { kernelBytes } from '../../src/core/wasm/kernel-bytes.ts';
import { maybeKernels } from '../../src/core/wasm/kernels.ts';
import { WasmOps } from '../../src/core/wasm/ops.ts';
import {
  type HostTensor,
  hostTensor,
  largestMagnitude,
  type Shape,
} from '../../src/trace/tensor.ts';
import { layerCase, layerKinds, resultsOf } from '../support/layer-case.ts';

const kernels = maybeKernels();
if (!kernels) throw new Error('there is no WebAssembly with SIMD here');
const ops = new WasmOps(kernels);
const exact = new HostOps('float64');
const host = new HostOps('float32');

/** What an engine makes of some work, copied out. */
function done<H extends { readonly data: HostTensor['data'] }>(
  on: Ops<H> & { reset(): void },
  work: (on: Ops<H>) => readonly H[],
): number[][] {
  try {
    return work(on).map(({ data }) => Array.from(data));
  } finally {
    on.reset();
  }
}

function expectNear(actual: readonly number[][], expected: readonly number[][], bound: number) {
  expect(actual.length).toBe(expected.length);
  for (const [i, numbers] of expected.entries()) {
    const scale = Math.max(largestMagnitude(numbers), 0.01);
    expect(largestDifference(actual[i], numbers) / scale).toBeLessThan(bound);
  }
}

describe('the kernels', () => {
  it('are what their source compiles to, byte for byte', async () => {
    const text = kernelText(await compiledKernels(process.cwd()));
    expect(text.replace(/\D/g, '').length).toBeGreaterThan(100);
    expect([...text.matchAll(/^ {2}'(.*)',$/gm)].map(([, line]) => line).join('')).toBe(
      kernelBytes,
    );
  }, 60_000);

  it('multiply matrices of any size, on either side transposed (seed 6)', () => {
    const side = fc.integer({ min: 1, max: 21 });
    const kind = fc.constantFrom({}, { a: true }, { b: true });
    fc.assert(
      fc.property(side, side, side, kind, fc.integer(), (m, k, n, transpose, seed) => {
        const numbers = (shape: Shape, from: number) =>
          hostTensor(
            shape,
            Float32Array.from({ length: shape[0] * shape[1] }, (_, i) =>
              Math.fround(Math.sin(seed + from + 1.7 * i)),
            ),
            'float32',
          );
        const a = numbers('a' in transpose ? [k, m] : [m, k], 0);
        const b = numbers('b' in transpose ? [n, k] : [k, n], 99);
        const work = <H>(on: Ops<H>) => [on.matMul(on.upload(a), on.upload(b), transpose)];
        expectNear(done(ops, work), done(exact, work), 4e-6);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('let NaN and the first of equals win a pool, exactly as the host does (seed 7)', () => {
    const cell = fc.constantFrom(0, -0, 1, 1, 2, Number.NaN, Number.NEGATIVE_INFINITY, -3.5);
    const image = fc.array(cell, { minLength: 2 * 5 * 6 * 4, maxLength: 2 * 5 * 6 * 4 });
    const window = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(image, window, window, window, (cells, height, width, stride) => {
        const g = {
          batch: 2,
          inHeight: 5,
          inWidth: 6,
          channels: 4,
          outHeight: Math.ceil(Math.max(0, 5 - height) / stride) + 1,
          outWidth: Math.ceil(Math.max(0, 6 - width) / stride) + 1,
          windowHeight: height,
          windowWidth: width,
          strideY: stride,
          strideX: stride,
          dilationY: 1,
          dilationX: 1,
          padTop: 0,
          padLeft: 0,
        };
        fc.pre((g.outHeight - 1) * stride < 5 && (g.outWidth - 1) * stride < 6);
        const x = hostTensor([2, 5, 6, 4], Float32Array.from(cells), 'float32');
        const work = <H>(on: Ops<H>) => {
          const { values, winners } = on.maxPool(on.upload(x), g);
          return [values, winners, on.maxPoolGradient(values, winners, g)];
        };
        expect(done(ops, work)).toEqual(done(host, work));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('keep what is in the memory when it grows in the middle of a run', () => {
    const fresh = maybeKernels();
    if (!fresh) throw new Error('there is no WebAssembly with SIMD here');
    const growing = new WasmOps(fresh);
    const first = growing.upload(hostTensor([3], Float32Array.of(1, 2, 3), 'float32'));
    const shaped = growing.reshape(first, [3, 1]);
    const before = fresh.memory.buffer.byteLength;
    const large = growing.broadcastTo(growing.upload(hostTensor([], [7])), [3, 700_000]);
    expect(fresh.memory.buffer.byteLength).toBeGreaterThan(before);
    expect([...first.data]).toEqual([1, 2, 3]);
    expect([...shaped.data]).toEqual([1, 2, 3]);
    expect(large.data[3 * 700_000 - 1]).toBe(7);
  });
});

describe('the engine on WebAssembly', () => {
  it.each(layerKinds)('agrees with the host in float64 on 20 random shapes of %s', (kind) => {
    for (let seed = 501; seed <= 520; seed++) {
      const work = <H>(on: Ops<H>) =>
        resultsOf(on, layerCase(kind, seed)).map(([, handle]) => handle);
      expectNear(done(ops, work), done(exact, work), 2e-5);
    }
  });

  it('leaves its memory as it was, run after run, and gives the same bits', () => {
    const own = maybeKernels();
    if (!own) throw new Error('there is no WebAssembly with SIMD here');
    const engine = new HostEngine('float32', new WasmOps(own));
    const request = probeRequest();
    const first = engine.recordNow(request);
    const bytes = own.memory.buffer.byteLength;
    expect(first.engine).toBe('wasm');
    for (let run = 0; run < 50; run++) expect(engine.recordNow(request)).toEqual(first);
    expect(own.memory.buffer.byteLength).toBe(bytes);
  });
});
