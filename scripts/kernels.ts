/**
 * Compiles the kernels of `src/core/wasm/assembly/` from AssemblyScript to WebAssembly and keeps the
 * bytes as text in `src/core/wasm/kernel-bytes.ts`. The same source gives the same bytes:
 *
 *   npm run kernels [-- --check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { compiledKernels, kernelText } from './kernels/compile.ts';

const path = 'src/core/wasm/kernel-bytes.ts';
const bytes = await compiledKernels(process.cwd());
const text = kernelText(bytes);
if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== text) {
    console.log(`${path} is not what its source gives; run npm run kernels`);
    process.exitCode = 1;
  } else console.log(`${path} is what its source gives: ${bytes.length} bytes`);
} else {
  writeFileSync(path, text);
  console.log(`${path}: ${bytes.length} bytes`);
}
