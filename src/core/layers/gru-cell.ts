import { call, difference, type Expression, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { explainLogistic, one, sigmoidFunction, tanhFunction } from '../elements.ts';
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
const gates = ['resetGate', 'updateGate', 'candidate'] as const;
const rowsOf: readonly string[] = gates;

/**
 * x [N, I] and hidden state h [N, H] → the next h. Weights [3H, I] and [3H, H] with a bias each,
 * rows in the order reset, update, candidate; the reset gate comes after the product with h, as in
 * cuDNN and PyTorch. Saved [N, H]: `resetGate`, `updateGate`, `candidate`, and `recalled`, the
 * candidate's share of the hidden state before it is reset.
 */
export const gruCell = defineLayer<Record<never, never>>({
  params: gateParams,
  formula: {
    forward:
      "h' = (1 - z) \\odot n + z \\odot h, \\qquad n = \\tanh\\big(W_{xn} x + b_{xn} + r \\odot (W_{hn} h + b_{hn})\\big), \\qquad (r, z) = \\sigma(W_x x + b_x + W_h h + b_h)",
    backward:
      '\\frac{\\partial L}{\\partial n} = \\delta \\odot (1 - z), \\qquad \\frac{\\partial L}{\\partial z} = \\delta \\odot (h - n)',
    source:
      'Cho, van Merriënboer, Gulcehre, Bahdanau, Bougares, Schwenk, Bengio: Learning phrase representations (2014)',
  },
  attributes: () => ({}),
  shapes: (_, inputs, params) => [stateShape(3, 1, inputs, params)],
  forward(ops, _, params, [x, h]) {
    const { fromInput, fromHidden } = gateSums(ops, params, x, h);
    const both = ops.binary('add', fromInput, fromHidden);
    const resetGate = ops.map(sigmoidFunction, gateAt(ops, both, 0, 3));
    const updateGate = ops.map(sigmoidFunction, gateAt(ops, both, 1, 3));
    const recalled = gateAt(ops, fromHidden, 2, 3);
    const reset = ops.binary('multiply', resetGate, recalled);
    const candidate = ops.map(tanhFunction, ops.binary('add', gateAt(ops, fromInput, 2, 3), reset));
    const gap = ops.binary('subtract', h, candidate);
    const next = ops.binary('add', candidate, ops.binary('multiply', updateGate, gap));
    return { outputs: [next], saved: { x, h, resetGate, updateGate, candidate, recalled } };
  },
  vjp(ops, _, params, saved, [upstream]) {
    const { h, resetGate, updateGate, candidate, recalled } = saved;
    const times = (...factors: readonly [typeof h, ...(typeof h)[]]) =>
      factors.reduce((a, b) => ops.binary('multiply', a, b));
    const kept = times(upstream, updateGate);
    const toCandidate = times(ops.binary('subtract', upstream, kept), tanhSlope(ops, candidate));
    const toReset = times(toCandidate, recalled, logisticSlope(ops, resetGate));
    const gap = ops.binary('subtract', h, candidate);
    const toUpdate = times(upstream, gap, logisticSlope(ops, updateGate));
    const back = gateGradients(
      ops,
      params,
      saved,
      joinGates(ops, [toReset, toUpdate, toCandidate]),
      joinGates(ops, [toReset, toUpdate, times(toCandidate, resetGate)]),
    );
    return { inputs: [back.x, ops.binary('add', kept, back.h)], params: back.params };
  },
  sample({ whole }) {
    const [size, state] = [whole(1, 4), whole(1, 3)];
    return {
      inputs: [{ shape: [size] }, { shape: [state] }],
      params: gateShapes(3, size, state),
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 0),
  explainOutput(_, from, _slot, index) {
    const z = from.saved('updateGate', index);
    return sum([
      product(difference(one, z), from.saved('candidate', index)),
      product(z, from.input(1, index)),
    ]);
  },
  explainInputGradient(_, from, slot, index) {
    if (slot === 0) return sum(explainGateInput(from, 'input', index, slopes(from)));
    const kept = product(from.upstream(0, index), from.saved('updateGate', index));
    return sum([kept, ...explainGateInput(from, 'hidden', index, slopes(from))]);
  },
  explainParamGradient: (_, from, role, index) => explainGateParam(from, role, index, slopes(from)),
  explainSaved(_, from, name, index) {
    const size = from.outputs[0][1];
    const n = Math.floor(index / size);
    const rowOf = (gate: number) => gate * size + (index % size);
    if (name === 'recalled') return explainGateSum(from, 'hidden', n, rowOf(2));
    const gate = rowsOf.indexOf(name);
    if (gate < 0) return undefined;
    const fromInput = explainGateSum(from, 'input', n, rowOf(gate));
    if (name === 'candidate') {
      const reset = product(from.saved('resetGate', index), from.saved('recalled', index));
      return call('tanh', sum([fromInput, reset]));
    }
    return explainLogistic(sum([fromInput, explainGateSum(from, 'hidden', n, rowOf(gate))]));
  },
});

/** dL/d(sum before a gate); the candidate's hidden side passes through the reset gate. */
function slopes(from: Provenance): SlopeOf {
  const size = from.outputs[0][1];
  return (side, n, row) => {
    const gate = gates[Math.floor(row / size)];
    const index = n * size + (row % size);
    const value = from.saved(gate, index);
    switch (gate) {
      case 'resetGate':
        return product(
          candidateSlope(from, index),
          from.saved('recalled', index),
          explainLogisticSlope(value),
        );
      case 'updateGate':
        return product(
          from.upstream(0, index),
          difference(from.input(1, index), from.saved('candidate', index)),
          explainLogisticSlope(value),
        );
      case 'candidate':
        return side === 'input'
          ? candidateSlope(from, index)
          : product(candidateSlope(from, index), from.saved('resetGate', index));
    }
  };
}

/** dL/d(sum inside the candidate's tanh). */
const candidateSlope = (from: Provenance, index: number): Expression =>
  product(
    from.upstream(0, index),
    difference(one, from.saved('updateGate', index)),
    explainTanhSlope(from.saved('candidate', index)),
  );
