import { HostOps } from '../../src/core/host/ops.ts';
import { maybeKernels } from '../../src/core/wasm/kernels.ts';
import { WasmOps } from '../../src/core/wasm/ops.ts';
import type { Run } from './experiment.ts';

/** Engines that compute in this thread. */
export type ThreadEngine = 'host64' | 'host32' | 'wasm';

export const threadEngines: readonly ThreadEngine[] = ['host64', 'host32', 'wasm'];

/** An engine's operations, in this thread. */
export function hostRun(engine: ThreadEngine): Run {
  const ops = opsOf(engine);
  const dtype = engine === 'host64' ? 'float64' : 'float32';
  return async (work) => {
    try {
      return work(ops).map(({ shape, data }) => ({ shape, dtype, data: data.slice() }));
    } finally {
      ops.reset();
    }
  };
}

function opsOf(engine: ThreadEngine): HostOps {
  if (engine !== 'wasm') return new HostOps(engine === 'host64' ? 'float64' : 'float32');
  const kernels = maybeKernels();
  if (!kernels) throw new Error('there is no WebAssembly with SIMD here');
  return new WasmOps(kernels);
}
