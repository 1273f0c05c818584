import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type HostTensor, type Shape, sameShape, sizeOf } from '../../trace/tensor.ts';
import { type BorderGeometry, type BorderMode, borderedShape } from '../border.ts';
import type { ElementFunction } from '../element.ts';
import type { ConvGeometry, WindowGeometry } from '../geometry.ts';
import { broadcastShape } from '../host/elementwise.ts';
import type { BinaryName, Ops, ReductionAxes, ReductionName, UnaryName } from '../ops.ts';
import { productShape } from '../product-shape.ts';
import type { Uniforms } from './program.ts';
import { Runner } from './runner.ts';
import type { ShaderName } from './shaders.ts';

/** A tensor on the GPU: good until the run that made it ends. */
export type GpuHandle = Tensor;

const longestSum = 256;

/**
 * The table of operations on the GPU. Handles are tfjs tensors, so that tfjs keeps their memory;
 * every operation is one of our own shaders, since the rules must hold to the last tie and NaN.
 */
export class WebglOps implements Ops<Tensor> {
  readonly runner: Runner;

  constructor(backend: MathBackendWebGL, gl: WebGL2RenderingContext) {
    this.runner = new Runner(backend, gl);
  }

  shapeOf(a: Tensor): Shape {
    return a.shape;
  }

  upload(tensor: HostTensor): Tensor {
    return this.runner.upload(tensor);
  }

  reshape(a: Tensor, shape: Shape): Tensor {
    if (sizeOf(shape) !== a.size) {
      throw new RangeError(`[${a.shape}] cannot be reshaped to [${shape}]`);
    }
    return this.runner.share(a, shape);
  }

  matMul(a: Tensor, b: Tensor, transpose: { a?: boolean; b?: boolean }): Tensor {
    const { m, k, n } = productShape(a.shape, b.shape, transpose);
    return this.runner.later('matMul', [...a.shape.slice(0, -2), m, n], [a, b], {
      m,
      n,
      inner: k,
      rowA: transpose.a ? 1 : k,
      innerA: transpose.a ? m : 1,
      innerB: transpose.b ? 1 : n,
      columnB: transpose.b ? k : 1,
    });
  }

  conv2d(x: Tensor, kernel: Tensor, g: ConvGeometry): Tensor {
    const shape = [g.batch, g.outHeight, g.outWidth, g.outChannels];
    return this.runner.later('conv', shape, [x, kernel], windowUniforms(g, g.outChannels));
  }

  conv2dInputGradient(upstream: Tensor, kernel: Tensor, g: ConvGeometry): Tensor {
    const shape = [g.batch, g.inHeight, g.inWidth, g.channels];
    const uniforms = windowUniforms(g, g.outChannels);
    return this.#run('convInputGradient', shape, [upstream, kernel], uniforms);
  }

  conv2dKernelGradient(x: Tensor, upstream: Tensor, g: ConvGeometry): Tensor {
    const shape = [g.windowHeight, g.windowWidth, g.channels, g.outChannels];
    const uniforms = windowUniforms(g, g.outChannels);
    const each = this.#run('convKernelGradient', [g.batch, ...shape], [x, upstream], uniforms);
    return g.batch === 1
      ? this.reshape(each, shape)
      : this.#reduce('sum', each, 1, g.batch, sizeOf(shape), shape);
  }

  maxPool(x: Tensor, g: WindowGeometry, named: 'first' | 'last' = 'first') {
    const shape = [g.batch, g.outHeight, g.outWidth, g.channels];
    const uniforms = windowUniforms(g, g.channels);
    const name = named === 'first' ? 'poolFirst' : 'poolLast';
    const [values, winners] = this.runner.runPair(name, shape, [x], uniforms);
    return { values, winners };
  }

  maxPoolWinnerCounts(x: Tensor, values: Tensor, g: WindowGeometry): Tensor {
    const uniforms = windowUniforms(g, g.channels);
    return this.#run('poolWinnerCounts', values.shape, [x, values], uniforms);
  }

  maxPoolSharesGradient(shares: Tensor, x: Tensor, values: Tensor, g: WindowGeometry): Tensor {
    const uniforms = windowUniforms(g, g.channels);
    return this.#run('poolSharesGradient', x.shape, [shares, x, values], uniforms);
  }

  maxPoolGradient(upstream: Tensor, winners: Tensor, g: WindowGeometry): Tensor {
    const shape = [g.batch, g.inHeight, g.inWidth, g.channels];
    const uniforms = windowUniforms(g, g.channels);
    return this.#run('poolGradient', shape, [upstream, winners], uniforms);
  }

  avgPool(x: Tensor, g: WindowGeometry): Tensor {
    const shape = [g.batch, g.outHeight, g.outWidth, g.channels];
    return this.#run('poolMeans', shape, [x], windowUniforms(g, g.channels));
  }

  avgPoolGradient(upstream: Tensor, g: WindowGeometry): Tensor {
    const shape = [g.batch, g.inHeight, g.inWidth, g.channels];
    return this.#run('poolMeansGradient', shape, [upstream], windowUniforms(g, g.channels));
  }

  border(x: Tensor, g: BorderGeometry): Tensor {
    return this.#run('border', borderedShape(g), [x], borderUniforms(g));
  }

  borderGradient(upstream: Tensor, g: BorderGeometry): Tensor {
    const shape = [g.batch, g.height, g.width, g.channels];
    return this.#run('borderGradient', shape, [upstream], borderUniforms(g));
  }

  map(f: ElementFunction, a: Tensor): Tensor {
    return this.runner.map(f, a.shape, a);
  }

  slice(a: Tensor, start: number, length: number): Tensor {
    const shape = [...a.shape.slice(0, -1), length];
    return this.#run('slice', shape, [a], { start, len: length, total: a.shape[a.rank - 1] });
  }

  place(a: Tensor, start: number, total: number): Tensor {
    const shape = [...a.shape.slice(0, -1), total];
    return this.#run('place', shape, [a], { start, len: a.shape[a.rank - 1], total });
  }

  argMax(a: Tensor): Tensor {
    return this.#run('argMax', a.shape.slice(0, -1), [a], { len: a.shape[a.rank - 1] });
  }

  unary(name: UnaryName, a: Tensor): Tensor {
    return name === 'step'
      ? this.runner.later(name, a.shape, [a], {})
      : this.#run(name, a.shape, [a], {});
  }

  binary(name: BinaryName, a: Tensor, b: Tensor): Tensor {
    const fused = name === 'add' ? this.#maybeBiased(a, b) : this.#maybeGated(name, a, b);
    if (fused) return fused;
    const shape = broadcastShape(a.shape, b.shape);
    return this.#run(name, shape, [a, b], {
      periodA: period(shape, a.shape),
      periodB: period(shape, b.shape),
      'dims[0]': sixAxes(shape),
      'stridesA[0]': strides(shape, a.shape),
      'stridesB[0]': strides(shape, b.shape),
    });
  }

  scale(a: Tensor, factor: number): Tensor {
    if (factor === 1) return this.reshape(a, a.shape);
    return this.#run('scale', a.shape, [a], { factor });
  }

  reduce(name: ReductionName, a: Tensor, axes: ReductionAxes): Tensor {
    const last = a.shape[a.rank - 1] ?? 1;
    switch (axes) {
      case 'last':
        return this.#reduce(name, a, a.size / last, last, 1, [...a.shape.slice(0, -1), 1]);
      case 'leading':
        return this.#reduce(name, a, 1, a.size / last, last, a.shape.slice(-1));
      case 'all':
        return this.#reduce(name, a, 1, a.size, 1, []);
    }
  }

  oneHot(indices: Tensor, classes: number): Tensor {
    return this.#run('oneHot', [indices.size, classes], [indices], { classes });
  }

  broadcastTo(a: Tensor, shape: Shape): Tensor {
    if (a.size === sizeOf(broadcastShape(a.shape, shape))) return this.reshape(a, shape);
    return this.#run('broadcast', shape, [a], {
      'dims[0]': sixAxes(shape),
      'stridesA[0]': strides(shape, a.shape),
    });
  }

  /** A bias is added to a sum of products before that is written, where nothing has read it yet. */
  #maybeBiased(a: Tensor, bias: Tensor): Tensor | undefined {
    const draft = this.runner.maybeDraft(a);
    if (draft?.name !== 'conv' && draft?.name !== 'matMul') return undefined;
    if (bias.rank !== 1 || bias.size !== draft.shape.at(-1) || a.shape.at(-1) !== bias.size) {
      return undefined;
    }
    return this.#run(`${draft.name}Bias`, a.shape, [...draft.inputs, bias], draft.uniforms);
  }

  /** a · step(x) at once, where nothing has read the step. */
  #maybeGated(name: BinaryName, a: Tensor, b: Tensor): Tensor | undefined {
    const draft = name === 'multiply' ? this.runner.maybeDraft(b) : undefined;
    if (draft?.name !== 'step' || !sameShape(a.shape, b.shape)) return undefined;
    return this.#run('gate', a.shape, [a, ...draft.inputs], {});
  }

  /** [outer, length, inner] → [outer, inner], in stages of at most `longestSum` terms. */
  #reduce(
    name: ReductionName,
    a: Tensor,
    outer: number,
    length: number,
    inner: number,
    shape: Shape,
  ): Tensor {
    if (length === 1) return this.reshape(a, shape);
    const parts = Math.ceil(length / longestSum);
    const chunk = Math.ceil(length / parts);
    const uniforms = { inner, parts, len: length, chunk };
    const result = parts === 1 ? shape : [outer, parts, inner];
    const stage = this.#run(name, result, [a], uniforms);
    return parts === 1 ? stage : this.#reduce(name, stage, outer, parts, inner, shape);
  }

  #run(name: ShaderName, shape: Shape, inputs: readonly Tensor[], uniforms: Uniforms): Tensor {
    return this.runner.run(name, shape, inputs, uniforms);
  }
}

function windowUniforms(g: WindowGeometry, outChannels: number): Uniforms {
  return {
    inHeight: g.inHeight,
    inWidth: g.inWidth,
    channels: g.channels,
    outHeight: g.outHeight,
    outWidthCells: g.outWidth,
    outChannels,
    windowHeight: g.windowHeight,
    windowWidth: g.windowWidth,
    strideY: g.strideY,
    strideX: g.strideX,
    dilationY: g.dilationY,
    dilationX: g.dilationX,
    padTop: g.padTop,
    padLeft: g.padLeft,
  };
}

const modes: Readonly<Record<BorderMode, number>> = { reflect: 0, replicate: 1, circular: 2 };

function borderUniforms(g: BorderGeometry): Uniforms {
  return {
    height: g.height,
    width: g.width,
    channels: g.channels,
    topRows: g.top,
    leftColumns: g.left,
    fullHeight: g.top + g.height + g.bottom,
    fullWidth: g.left + g.width + g.right,
    mode: modes[g.mode],
  };
}

/** A shape as six axes, ones in front. */
function sixAxes(shape: Shape): number[] {
  if (shape.length > 6) throw new RangeError(`a tensor of more than six axes: [${shape}]`);
  return [...new Array<number>(6 - shape.length).fill(1), ...shape];
}

/** The size of `from` where `shape` repeats it as a whole, one after the other; 0 where it does not. */
function period(shape: Shape, from: Shape): number {
  const first = from.findIndex((side) => side !== 1);
  const own = first < 0 ? [] : from.slice(first);
  const repeats = own.every((side, axis) => side === shape[shape.length - own.length + axis]);
  return repeats ? sizeOf(own) : 0;
}

/** Row-major strides of `from` seen as `shape`, six of them: 0 along axes that repeat. */
function strides(shape: Shape, from: Shape): number[] {
  broadcastShape(shape, from);
  const steps = new Array<number>(6).fill(0);
  let step = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    steps[6 - from.length + axis] = from[axis] === 1 ? 0 : step;
    step *= from[axis];
  }
  return steps;
}
