import { call, type Expression, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { explainLogistic, sigmoidFunction, tanhFunction } from '../elements.ts';
import {
  explainGateInput,
  explainGateParam,
  explainGateSum,
  explainLogisticSlope,
  explainTanhSlope,
  gateAt,
  gateGradients,
  gateParams,
  gateShapes,
  gateSums,
  joinGates,
  logisticSlope,
  type SlopeOf,
  stateShape,
  tanhSlope,
} from '../gates.ts';
import { defineLayer, type Provenance } from '../layer.ts';

/** In the order of their rows. */
const gates = ['inputGate', 'forgetGate', 'candidate', 'outputGate'] as const;
const rowsOf: readonly string[] = gates;

/**
 * x [N, I], hidden state h and cell state c [N, H] → the next h and c, two outputs. Weights
 * [4H, I] and [4H, H] with a bias each, rows in the order input, forget, candidate, output. Saved
 * [N, H]: `inputGate`, `forgetGate`, `candidate`, `outputGate`, and `squashed`, tanh of the new c.
 */
export const lstmCell = defineLayer<Record<never, never>>({
  params: gateParams,
  formula: {
    forward:
      "c' = f \\odot c + i \\odot g, \\qquad h' = o \\odot \\tanh c', \\qquad (i, f, o) = \\sigma(\\cdot),\\; g = \\tanh(\\cdot) \\text{ of } W_x x + b_x + W_h h + b_h",
    backward:
      "\\frac{\\partial L}{\\partial c} = f \\odot \\Big( \\delta_{c'} + \\delta_{h'} \\odot o \\odot (1 - \\tanh^2 c') \\Big)",
    source:
      'Hochreiter, Schmidhuber: Long short-term memory (1997); forget gate: Gers, Schmidhuber, Cummins (2000)',
  },
  attributes: () => ({}),
  shapes(_, inputs, params) {
    const state = stateShape(4, 2, inputs, params);
    return [state, state];
  },
  forward(ops, _, params, [x, h, c]) {
    const { fromInput, fromHidden } = gateSums(ops, params, x, h);
    const sums = ops.binary('add', fromInput, fromHidden);
    const [inputGate, forgetGate, candidate, outputGate] = gates.map((name, i) =>
      ops.map(name === 'candidate' ? tanhFunction : sigmoidFunction, gateAt(ops, sums, i, 4)),
    );
    const kept = ops.binary('multiply', forgetGate, c);
    const written = ops.binary('multiply', inputGate, candidate);
    const cell = ops.binary('add', kept, written);
    const squashed = ops.map(tanhFunction, cell);
    return {
      outputs: [ops.binary('multiply', outputGate, squashed), cell],
      saved: { x, h, c, inputGate, forgetGate, candidate, outputGate, squashed },
    };
  },
  vjp(ops, _, params, saved, [toHidden, toCell]) {
    const { c, inputGate, forgetGate, candidate, outputGate, squashed } = saved;
    const times = (...factors: readonly [typeof c, ...(typeof c)[]]) =>
      factors.reduce((a, b) => ops.binary('multiply', a, b));
    const cell = ops.binary('add', toCell, times(toHidden, outputGate, tanhSlope(ops, squashed)));
    const sums = joinGates(ops, [
      times(cell, candidate, logisticSlope(ops, inputGate)),
      times(cell, c, logisticSlope(ops, forgetGate)),
      times(cell, inputGate, tanhSlope(ops, candidate)),
      times(toHidden, squashed, logisticSlope(ops, outputGate)),
    ]);
    const back = gateGradients(ops, params, saved, sums, sums);
    return { inputs: [back.x, back.h, times(cell, forgetGate)], params: back.params };
  },
  sample({ whole }) {
    const [size, state] = [whole(1, 4), whole(1, 3)];
    return {
      inputs: [{ shape: [size] }, { shape: [state] }, { shape: [state] }],
      params: gateShapes(4, size, state),
      outputs: 2,
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 0),
  explainOutput(_, from, slot, index) {
    if (slot === 0) {
      return product(from.saved('outputGate', index), from.saved('squashed', index));
    }
    return sum([
      product(from.saved('forgetGate', index), from.input(2, index)),
      product(from.saved('inputGate', index), from.saved('candidate', index)),
    ]);
  },
  explainInputGradient(_, from, slot, index) {
    if (slot === 2) return product(cellSlope(from, index), from.saved('forgetGate', index));
    return sum(explainGateInput(from, slot === 0 ? 'input' : 'hidden', index, slopes(from)));
  },
  explainParamGradient: (_, from, role, index) => explainGateParam(from, role, index, slopes(from)),
  explainSaved(_, from, name, index) {
    if (name === 'squashed') return call('tanh', from.output(1, index));
    const gate = rowsOf.indexOf(name);
    if (gate < 0) return undefined;
    const size = from.outputs[0][1];
    const n = Math.floor(index / size);
    const row = gate * size + (index % size);
    const total = sum([
      explainGateSum(from, 'input', n, row),
      explainGateSum(from, 'hidden', n, row),
    ]);
    return name === 'candidate' ? call('tanh', total) : explainLogistic(total);
  },
});

/** dL/dc′ with both ways to it: its own, and through h′ = o tanh c′. */
const cellSlope = (from: Provenance, index: number): Expression =>
  sum([
    from.upstream(1, index),
    product(
      from.upstream(0, index),
      from.saved('outputGate', index),
      explainTanhSlope(from.saved('squashed', index)),
    ),
  ]);

/** dL/d(sum before a gate). */
function slopes(from: Provenance): SlopeOf {
  const size = from.outputs[0][1];
  return (_side, n, row) => {
    const gate = gates[Math.floor(row / size)];
    const index = n * size + (row % size);
    const value = from.saved(gate, index);
    switch (gate) {
      case 'inputGate':
        return product(
          cellSlope(from, index),
          from.saved('candidate', index),
          explainLogisticSlope(value),
        );
      case 'forgetGate':
        return product(cellSlope(from, index), from.input(2, index), explainLogisticSlope(value));
      case 'candidate':
        return product(
          cellSlope(from, index),
          from.saved('inputGate', index),
          explainTanhSlope(value),
        );
      case 'outputGate':
        return product(
          from.upstream(0, index),
          from.saved('squashed', index),
          explainLogisticSlope(value),
        );
    }
  };
}
