import { env, ready, setBackend } from '@tensorflow/tfjs-core';

export type Backend = 'webgl' | 'wasm' | 'cpu';

/** Makes a backend that was imported the one that computes. */
export async function computeOn(backend: Backend): Promise<void> {
  // Minified, the threaded kind never gets its workers going.
  if (backend === 'wasm') env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await setBackend(backend))) throw new Error(`tfjs has no backend "${backend}" here`);
  await ready();
}
