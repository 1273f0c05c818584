import type { Shape } from '../../trace/tensor.ts';
import type { BinaryName, UnaryName } from '../ops.ts';
import type { HostArray, Reals } from './array.ts';

/** out = f(a), element by element. A NaN stays one, but for step, where it gives 0. */
export function unary(out: Reals, name: UnaryName, a: Reals): void {
  const n = a.length;
  switch (name) {
    case 'exp':
      for (let i = 0; i < n; i++) out[i] = Math.exp(a[i]);
      return;
    case 'log':
      for (let i = 0; i < n; i++) out[i] = Math.log(a[i]);
      return;
    case 'relu':
      for (let i = 0; i < n; i++) out[i] = Math.max(a[i], 0);
      return;
    case 'step':
      for (let i = 0; i < n; i++) out[i] = a[i] > 0 ? 1 : 0;
      return;
  }
}

const functions: Readonly<Record<BinaryName, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
};

/** NumPy's broadcast shape of two; a RangeError when they do not fit. */
export function broadcastShape(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const x = a[a.length - rank + axis] ?? 1;
    const y = b[b.length - rank + axis] ?? 1;
    if (x !== y && x !== 1 && y !== 1) {
      throw new RangeError(`[${a}] and [${b}] do not broadcast`);
    }
    shape.push(Math.max(x, y));
  }
  return shape;
}

/** out = a ∘ b with NumPy's broadcasting; `shape` is the broadcast shape of both. */
export function binary(
  out: Reals,
  shape: Shape,
  name: BinaryName,
  a: HostArray,
  b: HostArray,
): void {
  const x = a.data;
  const y = b.data;
  if (x.length === out.length && y.length === out.length) {
    sameSize(out, name, x, y);
    return;
  }
  if (x.length === out.length && isTail(shape, b.shape)) {
    tail(out, name, x, y);
    return;
  }
  const f = functions[name];
  const xs = strides(shape, a.shape);
  const ys = strides(shape, b.shape);
  const position = shape.map(() => 0);
  let i = 0;
  let j = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = f(x[i], y[j]);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      i += xs[axis];
      j += ys[axis];
      if (++position[axis] < shape[axis]) break;
      i -= xs[axis] * shape[axis];
      j -= ys[axis] * shape[axis];
      position[axis] = 0;
    }
  }
}

function sameSize(out: Reals, name: BinaryName, x: Reals, y: Reals): void {
  const n = out.length;
  switch (name) {
    case 'add':
      for (let i = 0; i < n; i++) out[i] = x[i] + y[i];
      return;
    case 'subtract':
      for (let i = 0; i < n; i++) out[i] = x[i] - y[i];
      return;
    case 'multiply':
      for (let i = 0; i < n; i++) out[i] = x[i] * y[i];
      return;
    case 'divide':
      for (let i = 0; i < n; i++) out[i] = x[i] / y[i];
      return;
  }
}

/** b repeats along a: a bias under every row. */
function tail(out: Reals, name: BinaryName, x: Reals, y: Reals): void {
  const n = y.length;
  if (name === 'add') {
    for (let from = 0; from < out.length; from += n) {
      for (let j = 0; j < n; j++) out[from + j] = x[from + j] + y[j];
    }
    return;
  }
  const f = functions[name];
  for (let from = 0; from < out.length; from += n) {
    for (let j = 0; j < n; j++) out[from + j] = f(x[from + j], y[j]);
  }
}

/** Whether `part` is the last axes of `shape`, whole. */
function isTail(shape: Shape, part: Shape): boolean {
  const start = shape.length - part.length;
  return start >= 0 && part.every((side, axis) => side === shape[start + axis]);
}

/** Row-major strides of `from` seen as `shape`: 0 along axes that repeat. */
function strides(shape: Shape, from: Shape): number[] {
  const steps: number[] = new Array(shape.length).fill(0);
  let step = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    steps[axis + shape.length - from.length] = from[axis] === 1 ? 0 : step;
    step *= from[axis];
  }
  return steps;
}
