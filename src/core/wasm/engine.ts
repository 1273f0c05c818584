import { HostEngine } from '../host/engine.ts';
import { maybeKernels } from './kernels.ts';
import { WasmOps } from './ops.ts';

/** The engine on WebAssembly; undefined where there is none with SIMD. */
export function maybeWasmEngine(): HostEngine | undefined {
  const kernels = maybeKernels();
  return kernels && new HostEngine('float32', new WasmOps(kernels));
}
