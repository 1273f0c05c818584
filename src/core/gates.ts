import { difference, type Expression, product, sum } from '../trace/expression.ts';
import { type Shape, shapeText } from '../trace/tensor.ts';
import { one } from './elements.ts';
import { expectInputs, type Named, type Provenance } from './layer.ts';
import type { Ops } from './ops.ts';

/**
 * What LSTM and GRU have in common: the products of x [N, I] and h [N, H] with weights whose rows
 * hold one gate after the other: `inputWeights` [G·H, I], `hiddenWeights` [G·H, H] and a bias
 * [G·H] for each.
 */
export const gateParams = ['inputWeights', 'hiddenWeights', 'inputBias', 'hiddenBias'] as const;

/** Shapes of the parameters for inputs of `size` and states of `state`. */
export function gateShapes(gates: number, size: number, state: number): Named<Shape> {
  const rows = gates * state;
  return {
    inputWeights: [rows, size],
    hiddenWeights: [rows, state],
    inputBias: [rows],
    hiddenBias: [rows],
  };
}

/** Shape of a state [N, H]; throws a RangeError that says what misfits. */
export function stateShape(
  gates: number,
  states: number,
  inputs: readonly Shape[],
  params: Named<Shape>,
): Shape {
  expectInputs(inputs, 1 + states);
  const [x, h] = inputs;
  if (x.length !== 2) throw new RangeError(`expected an input of N × I, got ${shapeText(x)}`);
  const size = h[1];
  for (const state of inputs.slice(1)) {
    if (state.length === 2 && state[0] === x[0] && state[1] === size) continue;
    throw new RangeError(
      `expected states of ${x[0]} × ${size ?? 'H'} for ${x[0]} inputs, got ${shapeText(state)}`,
    );
  }
  const expected = gateShapes(gates, x[1], size);
  for (const role of gateParams) {
    if (shapeText(params[role]) === shapeText(expected[role])) continue;
    throw new RangeError(
      `expected ${role} of ${shapeText(expected[role])}, got ${shapeText(params[role])}`,
    );
  }
  return h;
}

/** x W_iᵀ + b_i and h W_hᵀ + b_h, each [N, G·H]. */
export function gateSums<H>(
  ops: Ops<H>,
  { inputWeights, hiddenWeights, inputBias, hiddenBias }: Named<H>,
  x: H,
  h: H,
): { fromInput: H; fromHidden: H } {
  return {
    fromInput: ops.binary('add', ops.matMul(x, inputWeights, { b: true }), inputBias),
    fromHidden: ops.binary('add', ops.matMul(h, hiddenWeights, { b: true }), hiddenBias),
  };
}

/** Gate `index` of [N, G·H]: [N, H]. */
export function gateAt<H>(ops: Ops<H>, sums: H, index: number, gates: number): H {
  const size = ops.shapeOf(sums)[1] / gates;
  return ops.slice(sums, index * size, size);
}

/** The gates side by side again. */
export function joinGates<H>(ops: Ops<H>, gates: readonly H[]): H {
  const size = ops.shapeOf(gates[0])[1];
  return gates
    .map((gate, i) => ops.place(gate, i * size, gates.length * size))
    .reduce((joined, gate) => ops.binary('add', joined, gate));
}

/** The way back from the gradients of both sums [N, G·H]. */
export function gateGradients<H>(
  ops: Ops<H>,
  { inputWeights, hiddenWeights }: Named<H>,
  { x, h }: Named<H>,
  toInput: H,
  toHidden: H,
): { x: H; h: H; params: Named<H> } {
  return {
    x: ops.matMul(toInput, inputWeights, {}),
    h: ops.matMul(toHidden, hiddenWeights, {}),
    params: {
      inputWeights: ops.matMul(toInput, x, { a: true }),
      hiddenWeights: ops.matMul(toHidden, h, { a: true }),
      inputBias: ops.reduce('sum', toInput, 'leading'),
      hiddenBias: ops.reduce('sum', toHidden, 'leading'),
    },
  };
}

/** s(1 − s): the slope of the logistic function from its value. */
export function logisticSlope<H>(ops: Ops<H>, s: H): H {
  return ops.binary('subtract', s, ops.binary('multiply', s, s));
}

/** 1 − t²: the slope of tanh from its value. */
export function tanhSlope<H>(ops: Ops<H>, t: H): H {
  const unit = ops.upload({ shape: [], dtype: 'float64', data: [1] });
  return ops.binary('subtract', unit, ops.binary('multiply', t, t));
}

export const explainLogisticSlope = (s: Expression): Expression => product(s, difference(one, s));
export const explainTanhSlope = (t: Expression): Expression => difference(one, product(t, t));

/** Which of the two sums: from the input (slot 0) or from the hidden state (slot 1). */
export type Side = 'input' | 'hidden';

/** Row `row` of a sum for sample n: Σ W x + b. */
export function explainGateSum(from: Provenance, side: Side, n: number, row: number): Expression {
  const slot = side === 'input' ? 0 : 1;
  const width = from.inputs[slot][1];
  const terms = Array.from({ length: width }, (_, i) =>
    product(from.param(`${side}Weights`, row * width + i), from.input(slot, n * width + i)),
  );
  return sum([...terms, from.param(`${side}Bias`, row)]);
}

/** What dL/d(sum) of sample n, row `row` is. */
export type SlopeOf = (side: Side, n: number, row: number) => Expression;

/** What the sums send back to cell `index` of x or of h. */
export function explainGateInput(
  from: Provenance,
  side: Side,
  index: number,
  slopeOf: SlopeOf,
): Expression[] {
  const [rows, width] = from.params[`${side}Weights`];
  const n = Math.floor(index / width);
  return Array.from({ length: rows }, (_, row) =>
    product(from.param(`${side}Weights`, row * width + (index % width)), slopeOf(side, n, row)),
  );
}

/** dL/d(cell of a parameter). */
export function explainGateParam(
  from: Provenance,
  role: string,
  index: number,
  slopeOf: SlopeOf,
): Expression {
  const side: Side = role.startsWith('input') ? 'input' : 'hidden';
  const slot = side === 'input' ? 0 : 1;
  const [samples, width] = from.inputs[slot];
  const isBias = role.endsWith('Bias');
  const row = isBias ? index : Math.floor(index / width);
  return sum(
    Array.from({ length: samples }, (_, n) => {
      const slope = slopeOf(side, n, row);
      return isBias ? slope : product(slope, from.input(slot, n * width + (index % width)));
    }),
  );
}
