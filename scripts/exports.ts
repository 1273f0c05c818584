/**
 * Runs what the Lab lets its readers take away, with Python: for every shipped network and each of
 * the ten sample digits, the PyTorch, NumPy and Keras programs and the trace as .npz, held against
 * the host engine:
 *
 *   npm run exports [-- --python PYTHON] [--keep DIR]
 *
 * Needs a Python with NumPy and PyTorch (Debian: python3-numpy, python3-torch); Keras is run where
 * it is there.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatNpz } from '../src/core/formats/npz.ts';
import { HostEngine } from '../src/core/host/engine.ts';
import { networkNames } from '../src/core/networks/networks.ts';
import { parseWeights } from '../src/core/weights.ts';
import { rasterize } from '../src/digits/raster.ts';
import { sampleDigit } from '../src/digits/samples.ts';
import { codeOf, frameworks } from '../src/lab/export/code.ts';
import { byName, tensorsOf } from '../src/lab/export/tensors.ts';
import { feedsOf, shipped } from '../src/lab/networks/network.ts';

const { values } = parseArgs({
  options: { python: { type: 'string' }, keep: { type: 'string' } },
});
const python = pythonWith(values.python);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'backflow-exports-'));
mkdirSync(folder, { recursive: true });
const engine = new HostEngine('float32');
for (const name of networkNames) {
  const network = shipped(name);
  const { graph, title, classes } = network;
  const params = parseWeights(graph, readFileSync(join('public/models', `${name}.safetensors`)));
  for (let digit = 0; digit < 10; digit++) {
    const pixels = rasterize(sampleDigit(digit))?.pixels;
    if (!pixels) throw new Error(`the sample ${digit} has no ink`);
    // Any label but its own, so that there is something to send back.
    const label = classes[(digit + 5) % classes.length];
    const inputs = feedsOf(network, pixels, label);
    const trace = engine.recordNow({ graph, params, inputs });
    const start = join(folder, `${name}-${digit}`);
    writeFileSync(`${start}-trace.npz`, formatNpz(byName(tensorsOf(trace))));
    for (const framework of frameworks) {
      const fileName = `${name}-${digit}-${framework}.py`;
      const code = codeOf(framework, { trace, title, fileName, classes, label });
      writeFileSync(join(folder, fileName), code.program + [...code.numbers()].join(''));
    }
  }
}
const { status } = spawnSync(python, ['scripts/exports.py', folder, ...networkNames], {
  stdio: 'inherit',
});
if (values.keep === undefined) rmSync(folder, { recursive: true });
process.exit(status ?? 1);

/** A Python that has both: the one that was named, the first on the path, Debian's own. */
function pythonWith(named: string | undefined): string {
  const candidates = named === undefined ? ['python3', '/usr/bin/python3'] : [named];
  const found = candidates.find(
    (candidate) => spawnSync(candidate, ['-c', 'import numpy, torch']).status === 0,
  );
  if (found !== undefined) return found;
  console.error(
    `exports: no Python with NumPy and PyTorch (tried ${candidates.join(', ')}); on Debian: apt-get install python3-numpy python3-torch`,
  );
  process.exit(1);
}
