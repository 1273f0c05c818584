import { call, difference, type Expression, maximum, sum } from '../trace/expression.ts';
import type { Shape } from '../trace/tensor.ts';
import type { Provenance } from './layer.ts';
import type { Ops } from './ops.ts';

/** z − max z along the last axis: the shift that keeps exp from overflowing. */
function shifted<H>(ops: Ops<H>, z: H): H {
  return ops.binary('subtract', z, ops.reduce('max', z, 'last'));
}

/** softmax over the last axis, computed as exp(z − max) / Σ exp(z − max). */
export function stableSoftmax<H>(ops: Ops<H>, z: H): H {
  const powers = ops.unary('exp', shifted(ops, z));
  return ops.binary('divide', powers, ops.reduce('sum', powers, 'last'));
}

/** log-softmax over the last axis, computed as (z − max) − log Σ exp(z − max). */
export function stableLogSoftmax<H>(ops: Ops<H>, z: H): H {
  const shift = shifted(ops, z);
  const total = ops.reduce('sum', ops.unary('exp', shift), 'last');
  return ops.binary('subtract', shift, ops.unary('log', total));
}

/**
 * dL/dz from s = softmax z and δ = dL/ds: s (δ − ⟨s, δ⟩). The shift by ⟨s, δ⟩ is done twice: the
 * second time takes off what rounding left of the first, which matters where one probability is
 * nearly 1 and 1 − s would lose its digits.
 */
export function softmaxGradient<H>(ops: Ops<H>, s: H, upstream: H): H {
  const shift = (d: H): H =>
    ops.binary('subtract', d, ops.reduce('sum', ops.binary('multiply', s, d), 'last'));
  return ops.binary('multiply', s, shift(shift(upstream)));
}

/** Where a row of the last axis begins, and how long it is. */
export function rowOf(shape: Shape, index: number): { start: number; length: number } {
  const length = shape[shape.length - 1];
  return { start: index - (index % length), length };
}

/** The cells of one row of input 0. */
export function rowCells(from: Provenance, start: number, length: number): Expression[] {
  return Array.from({ length }, (_, k) => from.input(0, start + k));
}

/** exp(z_k − max z) for each cell of a row. */
export function explainPowers(row: readonly Expression[]): Expression[] {
  const largest = maximum(row);
  return row.map((z) => call('exp', difference(z, largest)));
}

/** log Σ exp z of a row, in the shifted form: max + log Σ exp(z − max). */
export function explainLogSumExp(row: readonly Expression[]): Expression {
  return sum([maximum(row), call('log', sum(explainPowers(row)))]);
}
