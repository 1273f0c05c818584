import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { type HostTensor, type Shape, sizeOf } from '../../trace/tensor.ts';
import type { ElementFunction } from '../element.ts';
import { type Layout, layoutOf, mostNumbers, placing } from './layout.ts';
import {
  Program,
  placingOf,
  type Shader,
  type Uniforms,
  type Variant,
  variantOf,
} from './program.ts';
import { mapShader } from './shaders/map.ts';
import { compiledFirst, type ShaderName, shaders } from './shaders.ts';

interface Texture extends Layout {
  readonly texture: WebGLTexture;
}

/** What a tensor will hold. */
export interface Draft {
  readonly name: ShaderName;
  readonly shape: Shape;
  readonly inputs: readonly Tensor[];
  readonly uniforms: Uniforms;
}

/**
 * Runs shaders from textures into a texture. The textures belong to tfjs tensors, and hold their
 * numbers in row-major order over all axes as `layout.ts` says. What was computed since the last
 * `begin` is not computed again.
 */
export class Runner {
  readonly gl: WebGL2RenderingContext;
  readonly #backend: MathBackendWebGL;
  readonly #programs = new Map<string, Program>();
  readonly #target: WebGLFramebuffer;
  readonly #pair: WebGLFramebuffer;
  readonly #noAttributes: WebGLVertexArrayObject;
  readonly #mostRows: number;
  readonly #drafts = new WeakMap<Tensor['dataId'], Draft>();
  readonly #results = new Map<string, Tensor>();
  /** Names of textures within a run. */
  readonly #names = new Map<Tensor['dataId'], number>();

  constructor(backend: MathBackendWebGL, gl: WebGL2RenderingContext) {
    this.#backend = backend;
    this.gl = gl;
    this.#target = gl.createFramebuffer();
    this.#pair = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#pair);
    gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]);
    this.#noAttributes = gl.createVertexArray();
    this.#mostRows = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    for (const [name, ...holds] of compiledFirst) {
      this.#programOf(name, shaders[name], new Set(holds));
    }
  }

  /** What comes now has nothing to do with what came before: those tensors may be gone. */
  begin(): void {
    this.#results.clear();
    this.#names.clear();
  }

  run(name: ShaderName, shape: Shape, inputs: readonly Tensor[], uniforms: Uniforms): Tensor {
    const names = inputs.map((tensor) => this.#nameOf(tensor));
    const numbers = Object.values(uniforms).map((value) => (Object.is(value, -0) ? '-0' : value));
    const key = `${name} ${names} ${shape} ${numbers.join(' ')}`;
    const known = this.#results.get(key);
    if (known) return this.share(known, shape);
    const made = this.#create(shape);
    this.#fill(made, name, shaders[name], inputs, uniforms);
    this.#results.set(key, made);
    return made;
  }

  /** Runs a shader that makes two results of one shape. */
  runPair(
    name: ShaderName,
    shape: Shape,
    inputs: readonly Tensor[],
    uniforms: Uniforms,
  ): readonly [Tensor, Tensor] {
    const made = [this.#create(shape), this.#create(shape)] as const;
    this.#fill(made[0], name, shaders[name], inputs, uniforms, made[1]);
    return made;
  }

  /**
   * A tensor that is drawn when its numbers are first asked for. Till then `maybeDraft` says what it
   * would be, so that what follows can be drawn in one with it, and it not at all.
   */
  later(name: ShaderName, shape: Shape, inputs: readonly Tensor[], uniforms: Uniforms): Tensor {
    const tensor = this.#create(shape);
    this.#drafts.set(tensor.dataId, { name, shape, inputs, uniforms });
    return tensor;
  }

  maybeDraft(tensor: Tensor): Draft | undefined {
    return this.#drafts.get(tensor.dataId);
  }

  #nameOf({ dataId }: Tensor): number {
    const name = this.#names.get(dataId) ?? this.#names.size;
    this.#names.set(dataId, name);
    return name;
  }

  /** Runs a function of one number; its shader is compiled when it is first met. */
  map(f: ElementFunction, shape: Shape, input: Tensor): Tensor {
    const made = this.#create(shape);
    this.#fill(made, `map ${f.name}`, mapShader(f), [input], {});
    return made;
  }

  #programOf(name: string, shader: Shader, variant: Variant): Program {
    const key = [name, ...variant].join(' ');
    const known = this.#programs.get(key);
    if (known) return known;
    const program = new Program(this.gl, shader, variant);
    this.#programs.set(key, program);
    return program;
  }

  #fill(
    out: Tensor,
    name: string,
    shader: Shader,
    inputs: readonly Tensor[],
    uniforms: Uniforms,
    beside?: Tensor,
  ): void {
    const program = this.#programOf(name, shader, variantOf(shader, uniforms, out.size));
    // Before the program is set up: to ask for a texture may mean to make it, or to draw it.
    const from = inputs.map((tensor) => this.textureOf(tensor));
    const { texture, width, height } = this.textureOf(out);
    const second = beside && this.textureOf(beside).texture;
    const placings = Object.fromEntries(
      from.map((source, i) => [placingOf(program.inputs[i]), placing(source)] as const),
    );
    program.use(
      from.map((source) => source.texture),
      { ...uniforms, ...placings, size: out.size, resultWidth: width },
    );
    if (second) this.#aimAtBoth(texture, second);
    else this.aim(texture);
    this.#draw(width, height);
  }

  /** Fills what is aimed at with the current program. */
  #draw(width: number, height: number): void {
    const { gl } = this;
    gl.viewport(0, 0, width, height);
    gl.scissor(0, 0, width, height);
    gl.bindVertexArray(this.#noAttributes);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** Makes a texture what is drawn to, and read from. */
  aim(texture: WebGLTexture): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#target);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  }

  #aimAtBoth(first: WebGLTexture, second: WebGLTexture): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#pair);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, first, 0);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT1, gl.TEXTURE_2D, second, 0);
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
    const draft = this.#drafts.get(tensor.dataId);
    if (draft) {
      this.#drafts.delete(tensor.dataId);
      const { name, inputs, uniforms } = draft;
      this.#fill(tensor, name, shaders[name], inputs, uniforms);
    }
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
