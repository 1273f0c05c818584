import {
  call,
  constant,
  difference,
  type Expression,
  product,
  quotient,
  sum,
} from '../trace/expression.ts';
import { type Shape, shapeText, sizeOf } from '../trace/tensor.ts';
import type { ElementFunction } from './element.ts';
import type { Named, Provenance } from './layer.ts';
import type { Ops } from './ops.ts';

/** √x */
const squareRootFunction: ElementFunction = {
  name: 'square root',
  host: Math.sqrt,
  glsl: 'return sqrt(x);',
};

/** Which cells are normalised together; each group has one mean and one variance. */
export interface Groups {
  /** The mean of each group, shaped so that it broadcasts over the cells. */
  mean<H>(ops: Ops<H>, a: H): H;
  /** The group of a cell, as an index into the statistics. */
  of(shape: Shape, index: number): number;
  cells(shape: Shape, group: number): readonly number[];
}

/** All cells of a channel, over the batch and every position: batch norm. */
export const channelGroups: Groups = {
  mean: (ops, a) => ops.scale(ops.reduce('sum', a, 'leading'), 1 / channelSize(ops.shapeOf(a))),
  of: (shape, index) => index % width(shape),
  cells: (shape, group) =>
    Array.from({ length: channelSize(shape) }, (_, i) => i * width(shape) + group),
};

/** Each row of the last axis: layer norm. */
export const rowGroups: Groups = {
  mean: (ops, a) => ops.scale(ops.reduce('sum', a, 'last'), 1 / width(ops.shapeOf(a))),
  of: (shape, index) => Math.floor(index / width(shape)),
  cells: (shape, group) => Array.from({ length: width(shape) }, (_, i) => group * width(shape) + i),
};

const width = (shape: Shape): number => shape[shape.length - 1];
const channelSize = (shape: Shape): number => sizeOf(shape) / width(shape);

/** What normalising leaves behind: x̂ = (x − mean) / deviation. */
export interface Normalized<H> extends Named<H> {
  readonly mean: H;
  /** Biased: the mean of the squared distances. */
  readonly variance: H;
  /** √(variance + ε) */
  readonly deviation: H;
  readonly normalized: H;
}

/** Brings each group to mean 0 and variance 1 (but for ε). */
export function normalize<H>(ops: Ops<H>, groups: Groups, x: H, epsilon: number): Normalized<H> {
  const mean = groups.mean(ops, x);
  const centred = centre(ops, groups, ops.binary('subtract', x, mean));
  const variance = groups.mean(ops, ops.binary('multiply', centred, centred));
  return divided(ops, centred, mean, variance, epsilon);
}

/** The same with statistics that are given. */
export function normalizeBy<H>(
  ops: Ops<H>,
  x: H,
  mean: H,
  variance: H,
  epsilon: number,
): Normalized<H> {
  return divided(ops, ops.binary('subtract', x, mean), mean, variance, epsilon);
}

function divided<H>(ops: Ops<H>, centred: H, mean: H, variance: H, epsilon: number): Normalized<H> {
  const shift = ops.upload({ shape: [], dtype: 'float64', data: [epsilon] });
  const deviation = ops.map(squareRootFunction, ops.binary('add', variance, shift));
  return { mean, variance, deviation, normalized: ops.binary('divide', centred, deviation) };
}

/**
 * dL/dx from d = dL/dx̂: r / deviation with r = d − mean d − x̂ · mean(d x̂). The two means are the
 * ways that lead through the group's mean and through its variance. Where they take nearly all, what
 * rounding left of them is taken off as well: mean r should be 0, mean(r x̂) should be
 * mean(d x̂) · ε/deviation², since mean(x̂²) is 1 − ε/deviation².
 */
export function normalizeGradient<H>(
  ops: Ops<H>,
  groups: Groups,
  { normalized, deviation }: Named<H>,
  slope: H,
  epsilon: number,
): H {
  const along = (d: H) => groups.mean(ops, ops.binary('multiply', d, normalized));
  const without = (d: H, share: H) =>
    ops.binary('subtract', d, ops.binary('multiply', normalized, share));
  const level = centre(ops, groups, slope);
  const share = along(level);
  const once = centre(ops, groups, without(level, share));
  const square = ops.binary('multiply', deviation, deviation);
  const expected = ops.binary('divide', ops.scale(share, epsilon), square);
  const twice = without(once, ops.binary('subtract', along(once), expected));
  return ops.binary('divide', twice, deviation);
}

/** a − mean a. After another subtraction of the mean, it takes off what rounding left of it. */
function centre<H>(ops: Ops<H>, groups: Groups, a: H): H {
  return ops.binary('subtract', a, groups.mean(ops, a));
}

/** dL/dx of a cell; `slopeOf` is dL/dx̂ of a cell of its group. */
export function explainNormalizeGradient(
  groups: Groups,
  from: Provenance,
  index: number,
  slopeOf: (index: number) => Expression,
): Expression {
  const [shape] = from.inputs;
  const group = groups.of(shape, index);
  const cells = groups.cells(shape, group);
  const along = cells.map((at) => product(slopeOf(at), from.saved('normalized', at)));
  return quotient(
    sum([
      slopeOf(index),
      call('negative', explainMean(cells.map(slopeOf))),
      call('negative', product(from.saved('normalized', index), explainMean(along))),
    ]),
    from.saved('deviation', group),
  );
}

/** What made a saved statistic of a group or a normalised value. */
export function explainNormalize(
  groups: Groups,
  from: Provenance,
  name: string,
  index: number,
  epsilon: number,
): Expression | undefined {
  const [shape] = from.inputs;
  switch (name) {
    case 'mean':
      return explainMean(groups.cells(shape, index).map((at) => from.input(0, at)));
    case 'variance': {
      const mean = from.saved('mean', index);
      const gaps = groups.cells(shape, index).map((at) => difference(from.input(0, at), mean));
      return explainMean(gaps.map((gap) => product(gap, gap)));
    }
    case 'deviation':
      return explainDeviation(from.saved('variance', index), epsilon);
    case 'normalized': {
      const group = groups.of(shape, index);
      const gap = difference(from.input(0, index), from.saved('mean', group));
      return quotient(gap, from.saved('deviation', group));
    }
    default:
      return undefined;
  }
}

/** √(variance + ε) */
export const explainDeviation = (variance: Expression, epsilon: number): Expression =>
  call('sqrt', sum([variance, constant(epsilon, 'ε')]));

const explainMean = (terms: readonly Expression[]): Expression =>
  product(constant(1 / terms.length, '1/n'), sum(terms));

/** A RangeError unless γ, β and such have one number for each channel. */
export function checkChannels(x: Shape, params: Named<Shape>): void {
  if (x.length < 2) throw new RangeError(`needs a batch axis and channels, got ${shapeText(x)}`);
  for (const [role, shape] of Object.entries(params)) {
    if (shape.length === 1 && shape[0] === width(x)) continue;
    throw new RangeError(`expected a ${role} of ${width(x)}, got ${shapeText(shape)}`);
  }
}
