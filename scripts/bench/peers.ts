import type { PeerName } from './peer-name.ts';
import type { Contestant } from './task.ts';
import { type Backend, computeOn } from './tfjs-backends.ts';
import { wasmPath } from './wasm-path.ts';

/** Who trains and reads beside us. */
export const peers: Readonly<Record<PeerName, () => Promise<Contestant>>> = {
  'layers-webgl': () => layersOn('webgl'),
  'layers-wasm': () => layersOn('wasm'),
  'layers-cpu': () => layersOn('cpu'),
  'loop-webgl': () => loopOn('webgl'),
  'loop-wasm': () => loopOn('wasm'),
  'loop-cpu': () => loopOn('cpu'),
  async convnetjs() {
    const { convnet } = await import('./convnet.ts');
    return convnet;
  },
};

const load: Readonly<Record<Backend, () => Promise<void>>> = {
  async webgl() {
    await import('@tensorflow/tfjs-backend-webgl');
  },
  async wasm() {
    const [{ setWasmPaths }, { registerFilterGradient }] = await Promise.all([
      import('@tensorflow/tfjs-backend-wasm'),
      import('./tfjs-filter-gradient.ts'),
    ]);
    setWasmPaths(wasmPath);
    registerFilterGradient();
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
  },
};

async function layersOn(backend: Backend): Promise<Contestant> {
  await load[backend]();
  await computeOn(backend);
  const { layers } = await import('./tfjs-layers.ts');
  return layers;
}

async function loopOn(backend: Backend): Promise<Contestant> {
  await load[backend]();
  await computeOn(backend);
  const { loop } = await import('./tfjs-loop.ts');
  return loop;
}
