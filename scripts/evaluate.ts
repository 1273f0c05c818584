/**
 * Reads MNIST's test set with every shipped network, on both engines of this thread:
 *
 *   npm run evaluate -- --mnist DIR [--models DIR]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HostEngine } from '../src/core/host/engine.ts';
import { classesOf, networkNames, networks } from '../src/core/networks/networks.ts';
import { maybeWasmEngine } from '../src/core/wasm/engine.ts';
import { parseWeights } from '../src/core/weights.ts';
import { correctCount } from '../src/training/accuracy.ts';
import { plainDigits } from '../src/training/shard.ts';
import { readMnist } from './mnist.ts';

const { values } = parseArgs({
  options: { mnist: { type: 'string' }, models: { type: 'string', default: 'public/models' } },
});
if (values.mnist === undefined) {
  console.error("evaluate: --mnist DIR: the folder of MNIST's IDX files");
  process.exit(1);
}
const test = readMnist(values.mnist, 't10k');
const wasm = maybeWasmEngine();
if (!wasm) console.log('there is no WebAssembly with SIMD here: host32 alone');
const engines = [new HostEngine('float32'), ...(wasm ? [wasm] : [])];
for (const name of networkNames) {
  const bytes = readFileSync(join(values.models, `${name}.safetensors`));
  const params = parseWeights(networks[name], bytes);
  const digits = plainDigits(test, classesOf(networks[name]));
  const count = digits.labels.length;
  for (const engine of engines) {
    const correct = correctCount(engine, networks[name], params, digits);
    const share = ((100 * correct) / count).toFixed(2);
    console.log(`${name} on ${engine.name} ${share}% (${correct}/${count})`);
  }
}
