import {
  GPGPUContext,
  MathBackendWebGL,
  setWebGLContext,
} from '@tensorflow/tfjs-backend-webgl/dist/base';
import {
  env,
  findBackend,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { type GpuContext, WebglUnavailable } from './context.ts';

const name = 'webgl';

/**
 * tfjs on a context of ours: it keeps the tensors, their textures and their memory. A context of
 * ours also works in workers where tfjs makes none (Safari), and its loss is noticed by us.
 */
export async function createBackend({ gl }: GpuContext): Promise<MathBackendWebGL> {
  // Left over from a context that was lost, or registered by the import itself.
  if (findBackendFactory(name)) removeBackend(name);
  setWebGLContext(2, gl);
  env().set('WEBGL_VERSION', 2);
  // Nothing may be computed elsewhere than on the GPU, or be passed otherwise than as a texture.
  env().set('WEBGL_CPU_FORWARD', false);
  env().set('WEBGL_SIZE_UPLOAD_UNIFORM', 0);
  env().set('WEBGL_FORCE_F16_TEXTURES', false);
  // A texture of one row is all right, however long; ours are found by a flat index.
  env().set('WEBGL_MAX_TEXTURE_SIZE', gl.getParameter(gl.MAX_TEXTURE_SIZE));
  // tfjs keeps freed textures for the next run; not without end.
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 256 * 1024 * 1024);
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    throw new WebglUnavailable('this device draws into 16-bit textures only');
  }
  const backend = new MathBackendWebGL(new GPGPUContext(gl));
  registerBackend(name, () => backend);
  if (!(await setBackend(name))) throw new WebglUnavailable('tfjs refused the WebGL2 context');
  return backend;
}

/** Takes it from tfjs and frees its textures, unless another has taken its place already. */
export function disposeBackend(backend: MathBackendWebGL): void {
  if (findBackend(name) === backend) removeBackend(name);
}
