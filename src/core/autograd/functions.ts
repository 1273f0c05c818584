import {
  call,
  constant,
  difference,
  type Expression,
  equal,
  maximum,
  product,
  quotient,
  sum,
} from '../../trace/expression.ts';
import type { NodeCells, ScalarOperation } from './operation.ts';

const one = constant(1);
const negated = (e: Expression): Expression => call('negative', e);

export const exp: ScalarOperation = {
  arity: 1,
  formula: ['e^a', 'y'],
  value: Math.exp,
  slope: (_, __, ___, y) => y,
  explain: (cells) => call('exp', cells.input(0)),
  explainSlope: (_, cells) => cells.output,
};

export const log: ScalarOperation = {
  arity: 1,
  formula: ['\\ln a', '\\frac{1}{a}'],
  value: Math.log,
  slope: (_, a) => 1 / a,
  explain: (cells) => call('log', cells.input(0)),
  explainSlope: (_, cells) => quotient(one, cells.input(0)),
};

export const sin: ScalarOperation = {
  arity: 1,
  formula: ['\\sin a', '\\cos a'],
  value: Math.sin,
  slope: (_, a) => Math.cos(a),
  explain: (cells) => call('sin', cells.input(0)),
  explainSlope: (_, cells) => call('cos', cells.input(0)),
};

export const cos: ScalarOperation = {
  arity: 1,
  formula: ['\\cos a', '-\\sin a'],
  value: Math.cos,
  slope: (_, a) => -Math.sin(a),
  explain: (cells) => call('cos', cells.input(0)),
  explainSlope: (_, cells) => negated(call('sin', cells.input(0))),
};

export const tanh: ScalarOperation = {
  arity: 1,
  formula: ['\\tanh a', '1 - y^2'],
  value: Math.tanh,
  slope: (_, __, ___, y) => 1 - y * y,
  explain: (cells) => call('tanh', cells.input(0)),
  explainSlope: (_, cells) => difference(one, product(cells.output, cells.output)),
};

export const sigmoid: ScalarOperation = {
  arity: 1,
  formula: ['\\frac{1}{1 + e^{-a}}', 'y (1 - y)'],
  value: (a) => 1 / (1 + Math.exp(-a)),
  slope: (_, __, ___, y) => y * (1 - y),
  explain: (cells) => quotient(one, sum([one, call('exp', negated(cells.input(0)))])),
  explainSlope: (_, cells) => product(cells.output, difference(one, cells.output)),
};

export const sqrt: ScalarOperation = {
  arity: 1,
  formula: ['\\sqrt{a}', '\\frac{1}{2y}'],
  value: Math.sqrt,
  slope: (_, __, ___, y) => 0.5 / y,
  explain: (cells) => call('sqrt', cells.input(0)),
  explainSlope: (_, cells) => quotient(constant(0.5), cells.output),
};

/** At 0 the slope is 0, as in PyTorch. */
export const relu: ScalarOperation = {
  arity: 1,
  formula: ['\\max(0, a)', '[a > 0]'],
  value: (a) => Math.max(0, a),
  slope: (_, a) => (a > 0 ? 1 : 0),
  side: (a) => Math.sign(a),
  explain: (cells) => maximum([constant(0), cells.input(0)]),
  explainSlope: (_, cells) => call('step', cells.input(0)),
};

/** At a tie the first argument gets everything, as max-pool's first winner does. */
export const max: ScalarOperation = {
  arity: 2,
  formula: ['\\max(a, b)', '[a \\ge b]', '[a < b]'],
  value: Math.max,
  slope: (slot, a, b) => (slot === 0 ? Number(a >= b) : Number(a < b)),
  side: (a, b) => Math.sign(a - b),
  explain: (cells) => maximum([cells.input(0), cells.input(1)]),
  explainSlope: (slot, cells) => won(slot, cells),
};

/** At a tie the first argument gets everything. */
export const min: ScalarOperation = {
  arity: 2,
  formula: ['\\min(a, b)', '[a \\le b]', '[a > b]'],
  value: Math.min,
  slope: (slot, a, b) => (slot === 0 ? Number(a <= b) : Number(a > b)),
  side: (a, b) => Math.sign(a - b),
  explain: (cells) => negated(maximum([negated(cells.input(0)), negated(cells.input(1))])),
  explainSlope: (slot, cells) => won(slot, cells),
};

/** 1 for the argument that the value was taken from, the first at a tie, else 0. */
function won(slot: number, cells: NodeCells): Expression {
  const isFirst = equal(cells.output, cells.input(0));
  return slot === 0 ? isFirst : difference(one, isFirst);
}
