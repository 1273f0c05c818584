import {
  call,
  constant,
  difference,
  type Expression,
  product,
  quotient,
  sum,
} from '../../trace/expression.ts';
import type { NodeCells, ScalarOperation } from './operation.ts';

const negated = (e: Expression): Expression => call('negative', e);

export const add: ScalarOperation = {
  arity: 2,
  formula: ['a + b', '1', '1'],
  value: (a, b) => a + b,
  slope: () => 1,
  explain: (cells) => sum([cells.input(0), cells.input(1)]),
  explainSlope: () => constant(1),
};

export const subtract: ScalarOperation = {
  arity: 2,
  formula: ['a - b', '1', '-1'],
  value: (a, b) => a - b,
  slope: (slot) => (slot === 0 ? 1 : -1),
  explain: (cells) => difference(cells.input(0), cells.input(1)),
  explainSlope: (slot) => constant(slot === 0 ? 1 : -1),
};

export const multiply: ScalarOperation = {
  arity: 2,
  formula: ['a \\cdot b', 'b', 'a'],
  value: (a, b) => a * b,
  slope: (slot, a, b) => (slot === 0 ? b : a),
  explain: (cells) => product(cells.input(0), cells.input(1)),
  explainSlope: (slot, cells) => cells.input(1 - slot),
};

export const divide: ScalarOperation = {
  arity: 2,
  formula: ['\\frac{a}{b}', '\\frac{1}{b}', '-\\frac{y}{b}'],
  value: (a, b) => a / b,
  slope: (slot, _, b, y) => (slot === 0 ? 1 / b : -y / b),
  explain: (cells) => quotient(cells.input(0), cells.input(1)),
  explainSlope: (slot, cells) =>
    slot === 0
      ? quotient(constant(1), cells.input(1))
      : quotient(negated(cells.output), cells.input(1)),
};

export const negative: ScalarOperation = {
  arity: 1,
  formula: ['-a', '-1'],
  value: (a) => -a,
  slope: () => -1,
  explain: (cells) => negated(cells.input(0)),
  explainSlope: () => constant(-1),
};

/**
 * a^b. Two borders where the product of the rule would be 0 · ∞: the slope of the base is 0 under
 * the exponent 0, and that of the exponent is 0 over the base 0 (as PyTorch has it).
 */
export const power: ScalarOperation = {
  arity: 2,
  formula: ['a^b', 'b \\, a^{b-1}', 'y \\ln a'],
  value: (a, b) => a ** b,
  slope(slot, a, b, y) {
    if (slot === 0) return b === 0 ? 0 : b * a ** (b - 1);
    return a === 0 && b >= 0 ? 0 : y * Math.log(a);
  },
  explain: (cells) => explainPower(cells, cells.input(1)),
  explainSlope(slot, cells) {
    const [a, b] = [cells.input(0), cells.input(1)];
    if (slot === 0) {
      const lower = sum([b, constant(-1)]);
      return cells.read(b) === 0 ? constant(0) : product(b, explainPower(cells, lower));
    }
    const isBorder = cells.read(a) === 0 && cells.read(b) >= 0;
    return isBorder ? constant(0) : product(cells.output, call('log', a));
  },
};

const longestProduct = 8;

/**
 * The base to an exponent: a product, or one below 1, for a small whole exponent, else e^(b ln a). A
 * base that has no logarithm leaves a written number, until expressions can name powers themselves.
 */
function explainPower(cells: NodeCells, exponent: Expression): Expression {
  const base = cells.input(0);
  const [a, b] = [cells.read(base), cells.read(exponent)];
  if (Number.isInteger(b) && Math.abs(b) <= longestProduct) {
    if (b === 0) return constant(1);
    const repeated = product(...new Array<Expression>(Math.abs(b)).fill(base));
    return b > 0 ? repeated : quotient(constant(1), repeated);
  }
  if (a > 0) return call('exp', product(exponent, call('log', base)));
  return constant(a ** b, `(${a})^(${b})`);
}
