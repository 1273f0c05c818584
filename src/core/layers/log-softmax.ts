import { call, difference, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { anyShape } from '../sample.ts';
import { explainLogSumExp, rowCells, rowOf, stableLogSoftmax } from '../stable.ts';

/** Scores [N, …, K] → logarithms of their softmax, without ever taking the log of a tiny number. */
export const logSoftmax = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: '\\ell_i = z_i - \\log \\sum_j e^{z_j}',
    backward: '\\frac{\\partial L}{\\partial z_i} = \\delta_i - e^{\\ell_i} \\sum_j \\delta_j',
    source: 'Blanchard, Higham, Higham: Accurately computing the log-sum-exp (2021)',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    if (inputs[0].length < 2) {
      throw new RangeError(`needs rows of scores [N, …, K], got ${shapeText(inputs[0])}`);
    }
    return [inputs[0]];
  },
  forward(ops, _, __, [z]) {
    const logs = stableLogSoftmax(ops, z);
    return { outputs: [logs], saved: { logs } };
  },
  vjp(ops, _, __, { logs }, [upstream]) {
    const total = ops.reduce('sum', upstream, 'last');
    const share = ops.binary('multiply', ops.unary('exp', logs), total);
    return { inputs: [ops.binary('subtract', upstream, share)], params: {} };
  },
  sample: (sampler) => ({ inputs: [{ shape: anyShape(sampler) }] }),
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(_, from, _slot, index) {
    const { start, length } = rowOf(from.outputs[0], index);
    return difference(from.input(0, index), explainLogSumExp(rowCells(from, start, length)));
  },
  explainInputGradient(_, from, _slot, index) {
    const { start, length } = rowOf(from.outputs[0], index);
    const total = sum(Array.from({ length }, (_, j) => from.upstream(0, start + j)));
    return difference(from.upstream(0, index), product(call('exp', from.output(0, index)), total));
  },
  explainParamGradient: () => sum([]),
});
