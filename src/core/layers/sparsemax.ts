import {
  constant,
  difference,
  type Expression,
  maximum,
  product,
  quotient,
  sum,
} from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { shapeText, sizeOf } from '../../trace/tensor.ts';
import { defineLayer, expectInputs, type Provenance } from '../layer.ts';
import { anyShape } from '../sample.ts';
import { rowOf } from '../stable.ts';

/**
 * Scores [N, …, K] → the nearest point of the simplex: max(0, zᵢ − τ), so that small scores get
 * exactly 0. A class is in the support where 1 + k·zᵢ > Σ of the k scores that are at least zᵢ; τ
 * is (Σ over the support − 1) / its size. `support` (0 or 1) is saved.
 */
export const sparsemax = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: 'p_i = \\max(0, z_i - \\tau), \\qquad \\tau = \\frac{\\sum_{j \\in S} z_j - 1}{|S|}',
    backward:
      '\\frac{\\partial L}{\\partial z_i} = [\\,i \\in S\\,]\\,\\Big(\\delta_i - \\frac{1}{|S|}\\sum_{j \\in S}\\delta_j\\Big)',
    source: 'Martins, Astudillo: From softmax to sparsemax (2016)',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    if (inputs[0].length < 2) {
      throw new RangeError(`needs rows of scores [N, …, K], got ${shapeText(inputs[0])}`);
    }
    return [inputs[0]];
  },
  forward(ops, _, __, [scores]) {
    const shape = ops.shapeOf(scores);
    const classes = shape[shape.length - 1];
    const rows = sizeOf(shape) / classes;
    const top = ops.reduce('max', scores, 'last');
    const z = ops.reshape(ops.binary('subtract', scores, top), [rows, classes]);
    const own = ops.reshape(z, [rows, classes, 1]);
    const others = ops.reshape(z, [rows, 1, classes]);
    const unit = ops.upload({ shape: [], dtype: 'float64', data: [1] });
    // 1 where the other score is at least one's own.
    const above = ops.binary(
      'subtract',
      unit,
      ops.unary('step', ops.binary('subtract', own, others)),
    );
    const count = ops.reduce('sum', above, 'last');
    const total = ops.reduce('sum', ops.binary('multiply', above, others), 'last');
    const margin = ops.binary('subtract', ops.binary('multiply', count, own), total);
    const inside = ops.unary('step', ops.binary('add', margin, unit));
    const support = ops.reshape(inside, [rows, classes]);
    const size = ops.reduce('sum', support, 'last');
    const held = ops.reduce('sum', ops.binary('multiply', support, z), 'last');
    const threshold = ops.binary('divide', ops.binary('subtract', held, unit), size);
    const p = ops.unary('relu', ops.binary('subtract', z, threshold));
    return { outputs: [ops.reshape(p, shape)], saved: { support: ops.reshape(support, shape) } };
  },
  vjp(ops, _, __, { support }, [upstream]) {
    const size = ops.reduce('sum', support, 'last');
    const total = ops.reduce('sum', ops.binary('multiply', support, upstream), 'last');
    const mean = ops.binary('divide', total, size);
    return {
      inputs: [ops.binary('multiply', support, ops.binary('subtract', upstream, mean))],
      params: {},
    };
  },
  sides: (_, __, ___, { support }) => [support],
  sample: (sampler) => ({ inputs: [{ shape: anyShape(sampler) }] }),
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(_, from, _slot, index) {
    const { members, size } = supportOf(from, index);
    const held = sum(members.map(([inside, at]) => product(inside, from.input(0, at))));
    const threshold = quotient(difference(held, constant(1)), size);
    return maximum([constant(0), difference(from.input(0, index), threshold)]);
  },
  explainInputGradient(_, from, _slot, index) {
    const { members, size } = supportOf(from, index);
    const total = sum(members.map(([inside, at]) => product(inside, from.upstream(0, at))));
    return product(
      from.saved('support', index),
      difference(from.upstream(0, index), quotient(total, size)),
    );
  },
  explainParamGradient: () => sum([]),
});

/** The row's cells with their 0 or 1, and how many are inside. */
function supportOf(
  from: Provenance,
  index: number,
): { members: readonly (readonly [Expression, number])[]; size: Expression } {
  const { start, length } = rowOf(from.outputs[0], index);
  const members = Array.from({ length }, (_, j): [Expression, number] => [
    from.saved('support', start + j),
    start + j,
  ]);
  return { members, size: sum(members.map(([inside]) => inside)) };
}
