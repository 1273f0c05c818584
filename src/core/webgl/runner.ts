import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { type HostTensor, type Shape, sizeOf } from '../../trace/tensor.ts';
import type { ElementFunction } from '../element.ts';
import { layoutUniforms, Program, type Shader, type Uniforms } from './program.ts';
import { mapShader } from './shaders/map.ts';
import { compiledFirst, type ShaderName, shaders } from './shaders.ts';

interface Texture {
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
}

/**
 * Runs shaders from textures into a texture. The textures belong to tfjs tensors: one float to a
 * texel, row-major over all axes, so element i lies at column i mod width of row ⌊i / width⌋.
 */
export class Runner {
  readonly gl: WebGL2RenderingContext;
  readonly #backend: MathBackendWebGL;
  readonly #programs = new Map<string, Program>();
  readonly #target: WebGLFramebuffer;
  readonly #noAttributes: WebGLVertexArrayObject;

  constructor(backend: MathBackendWebGL, gl: WebGL2RenderingContext) {
    this.#backend = backend;
    this.gl = gl;
    this.#target = gl.createFramebuffer();
    this.#noAttributes = gl.createVertexArray();
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
    const textures = from.map(({ texture }) => texture);
    const layouts = layoutUniforms(program, from);
    program.use(textures, { ...uniforms, ...layouts, size: sizeOf(shape), outWidth: to.width });
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
    const texels = new Float32Array(width * height);
    for (let i = 0; i < data.length; i++) texels[i] = data[i];
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RED, gl.FLOAT, texels);
    return tensor;
  }

  /** The same texture under another shape: nothing is computed. */
  share(tensor: Tensor, shape: Shape): Tensor {
    this.#backend.incRef(tensor.dataId);
    const info: TensorInfo = { dataId: tensor.dataId, shape: [...shape], dtype: 'float32' };
    return engine().makeTensorFromTensorInfo(info);
  }

  textureOf(tensor: Tensor): Texture {
    const texture = this.#backend.getTexture(tensor.dataId);
    const [height, width] = this.#backend.getDataInfo(tensor.dataId).texShape ?? [1, 1];
    return { texture, width, height };
  }

  #create(shape: Shape): Tensor {
    const info = this.#backend.makeTensorInfo([...shape], 'float32');
    return engine().makeTensorFromTensorInfo(info);
  }
}
