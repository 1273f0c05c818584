import { call, difference, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { anyShape } from '../sample.ts';
import { explainLogSumExp, rowCells } from '../stable.ts';

/** Scores [N, …, K] → log Σ eᶻ of each row [N, …], as max + log Σ e^(z − max). */
export const logSumExp = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: 'y = \\max z + \\log \\sum_j e^{z_j - \\max z}',
    backward: '\\frac{\\partial L}{\\partial z_i} = e^{z_i - y}\\,\\delta',
    source: 'Blanchard, Higham, Higham: Accurately computing the log-sum-exp (2021)',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    if (inputs[0].length < 2) {
      throw new RangeError(`needs rows of scores [N, …, K], got ${shapeText(inputs[0])}`);
    }
    return [inputs[0].slice(0, -1)];
  },
  forward(ops, _, __, [z]) {
    const largest = ops.reduce('max', z, 'last');
    const powers = ops.unary('exp', ops.binary('subtract', z, largest));
    const total = ops.reduce('sum', powers, 'last');
    const column = ops.binary('add', largest, ops.unary('log', total));
    const outer = ops.shapeOf(z).slice(0, -1);
    return {
      outputs: [ops.reshape(column, outer)],
      saved: { shares: ops.binary('divide', powers, total) },
    };
  },
  vjp(ops, _, __, { shares }, [upstream]) {
    const column = ops.reshape(upstream, [...ops.shapeOf(upstream), 1]);
    return { inputs: [ops.binary('multiply', shares, column)], params: {} };
  },
  sample: (sampler) => ({ inputs: [{ shape: anyShape(sampler) }] }),
  moments: (_, { outputs }) => eachPosition(outputs[0], 0),
  explainOutput(_, from, _slot, index) {
    const [length] = from.inputs[0].slice(-1);
    return explainLogSumExp(rowCells(from, index * length, length));
  },
  explainInputGradient(_, from, _slot, index) {
    const [length] = from.inputs[0].slice(-1);
    const row = Math.floor(index / length);
    return product(
      call('exp', difference(from.input(0, index), from.output(0, row))),
      from.upstream(0, row),
    );
  },
  explainParamGradient: () => sum([]),
});
