import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { present } from '../page.ts';
import { computeOn } from '../tfjs-backends.ts';
import { registerFilterGradient } from '../tfjs-filter-gradient.ts';
import { tracing } from '../tfjs-trace.ts';
import { wasmPath } from '../wasm-path.ts';

present(async () => {
  setWasmPaths(wasmPath);
  registerFilterGradient();
  await computeOn('wasm');
  return { trace: tracing };
});
