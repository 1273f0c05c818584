import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { type HostTensor, type Shape, sizeOf } from '../../trace/tensor.ts';
import type { ElementFunction } from '../element.ts';
import { type Layout, layoutOf, mostNumbers, placing } from './layout.ts';
import { Program, placingOf, type Shader, type Uniforms } from './program.ts';
import { mapShader } from './shaders/map.ts';
import { compiledFirst, type ShaderName, shaders } from './shaders.ts';

interface Texture extends Layout {
  readonly texture: WebGLTexture;
}

/**
 * Runs shaders from textures into a texture. The textures belong to tfjs tensors, and hold their
 * numbers in row-major order over all axes as `layout.ts` says.
 */
export class Runner {
  readonly gl: WebGL2RenderingContext;
  readonly #backend: MathBackendWebGL;
  readonly #programs = new Map<string, Program>();
  readonly #target: WebGLFramebuffer;
  readonly #noAttributes: WebGLVertexArrayObject;
  readonly #mostRows: number;

  constructor(backend: MathBackendWebGL, gl: WebGL2RenderingContext) {
    this.#backend = backend;
    this.gl = gl;
    this.#target = gl.createFramebuffer();
    this.#noAttributes = gl.createVertexArray();
    this.#mostRows = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    for (const name of compiledFirst) this.#programOf(name, shaders[name]);
  }

  run(name: ShaderName, shape: Shape, inputs: readonly Tensor[], uniforms: Uniforms): Tensor {
    return this.#run(this.#programOf(name, shaders[name]), shape, inputs, uniforms);
  }

  /** Runs a function of one number; its shader is compiled when it is first met. */
  map(f: ElementFunction, shape: Shape, input: Tensor): Tensor {
    return this.#run(this.#programOf(`map ${f.name}`, mapShader(f)), shape, [input], {});
  }

  #programOf(name: string, shader: Shader): Program {
    const known = this.#programs.get(name);
    if (known) return known;
    const program = new Program(this.gl, shader);
    this.#programs.set(name, program);
    return program;
  }

  #run(program: Program, shape: Shape, inputs: readonly Tensor[], uniforms: Uniforms): Tensor {
    const out = this.#create(shape);
    const to = this.textureOf(out);
    const from = inputs.map((tensor) => this.textureOf(tensor));
    const placings = Object.fromEntries(
      from.map((texture, i) => [placingOf(program.inputs[i]), placing(texture)] as const),
    );
    program.use(
      from.map(({ texture }) => texture),
      { ...uniforms, ...placings, size: sizeOf(shape), resultWidth: to.width },
    );
    this.draw(to.texture, 0, to.width, to.height);
    return out;
  }

  /** Fills rows `top`… of a texture with the current program. */
  draw(texture: WebGLTexture, top: number, width: number, height: number): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#target);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.viewport(0, top, width, height);
    gl.scissor(0, top, width, height);
    gl.bindVertexArray(this.#noAttributes);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  upload({ shape, data }: HostTensor): Tensor {
    const { gl } = this;
    const tensor = this.#create(shape);
    const { texture, width, height } = this.textureOf(tensor);
    const numbers = new Float32Array(width * height * 4);
    numbers.set(data);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, numbers);
    return tensor;
  }

  /** The same texture under another shape: nothing is computed. */
  share(tensor: Tensor, shape: Shape): Tensor {
    this.#backend.incRef(tensor.dataId);
    const info: TensorInfo = { dataId: tensor.dataId, shape: [...shape], dtype: 'float32' };
    return engine().makeTensorFromTensorInfo(info);
  }

  textureOf(tensor: Tensor): Texture {
    return { texture: this.#backend.getTexture(tensor.dataId), ...layoutOf(tensor.size) };
  }

  #create(shape: Shape): Tensor {
    const { width, height } = layoutOf(sizeOf(shape));
    if (height > this.#mostRows || sizeOf(shape) > mostNumbers) {
      throw new RangeError(`a tensor of [${shape}] is larger than this device’s textures`);
    }
    const info = this.#backend.makeTensorInfo([...shape], 'float32');
    const texture = this.#backend.getDataInfo(info.dataId);
    // To tfjs it is a matrix in texels of 2 × 2, of which there are as many.
    texture.isPacked = true;
    texture.texShape = [2 * height, 2 * width];
    return engine().makeTensorFromTensorInfo(info);
  }
}
