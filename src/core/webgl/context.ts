/** WebGL2 is not to be had here, or lacks what is needed; the message says what. */
export class WebglUnavailable extends Error {
  override readonly name = 'WebglUnavailable';
}

/** The context is gone, silent, or answers wrongly: nothing that it said may be shown. */
export class ContextLost extends Error {
  override readonly name = 'ContextLost';
}

/** A WebGL2 context on a canvas nobody sees, with its draw calls counted. */
export interface GpuContext {
  readonly gl: WebGL2RenderingContext;
  /** The device in the driver's own words. */
  readonly device: string;
  /** Draw calls so far. */
  readonly draws: () => number;
  readonly isLost: () => boolean;
  /** Takes the context away, as a driver does now and then. */
  lose(): void;
}

const attributes: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  preserveDrawingBuffer: false,
  powerPreference: 'high-performance',
};

/** @param onLost called once, as soon as the browser says that the context is gone */
export function createGpuContext(onLost: () => void): GpuContext {
  if (typeof OffscreenCanvas === 'undefined') {
    throw new WebglUnavailable('this browser has no OffscreenCanvas');
  }
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', attributes);
  if (!gl) throw new WebglUnavailable('this browser gives no WebGL2 context');
  if (!gl.getExtension('EXT_color_buffer_float')) {
    throw new WebglUnavailable('this device cannot draw into 32-bit float textures');
  }
  let lost = false;
  canvas.addEventListener('webglcontextlost', () => {
    if (lost) return;
    lost = true;
    onLost();
  });
  return {
    gl,
    device: deviceOf(gl),
    draws: countDraws(gl),
    isLost: () => lost || gl.isContextLost(),
    lose: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
  };
}

function deviceOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  return typeof name === 'string' && name !== '' ? name : 'an unnamed device';
}

function countDraws(gl: WebGL2RenderingContext): () => number {
  let count = 0;
  const drawArrays = gl.drawArrays.bind(gl);
  const drawElements = gl.drawElements.bind(gl);
  gl.drawArrays = (...args) => {
    count++;
    drawArrays(...args);
  };
  gl.drawElements = (...args) => {
    count++;
    drawElements(...args);
  };
  return () => count;
}
