import { call, constant, product, quotient, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { anyShape } from '../sample.ts';
import { explainPowers, rowCells, rowOf, softmaxGradient, stableSoftmax } from '../stable.ts';

interface SoftmaxAttributes {
  /** Scores are divided by it: above 1 the probabilities even out, below 1 they sharpen. */
  readonly temperature: number;
}

/** Scores [N, …, K] → probabilities of the same shape, each row of the last axis summing to 1. */
export const softmax = defineLayer<SoftmaxAttributes>({
  params: [],
  formula: {
    forward: 's_i = \\frac{e^{z_i - \\max z}}{\\sum_j e^{z_j - \\max z}}',
    backward:
      '\\frac{\\partial L}{\\partial z_i} = s_i \\Big( \\delta_i - \\sum_j s_j\\, \\delta_j \\Big)',
    source: 'Bridle: Probabilistic interpretation of feedforward classification networks (1990)',
  },
  attributes: (reader) => ({ temperature: reader.number('temperature', 1, 1e-6, 1e6) }),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    if (inputs[0].length < 2) {
      throw new RangeError(`needs rows of scores [N, …, K], got ${shapeText(inputs[0])}`);
    }
    return [inputs[0]];
  },
  forward(ops, { temperature }, _, [z]) {
    const s = stableSoftmax(ops, temperature === 1 ? z : ops.scale(z, 1 / temperature));
    return { outputs: [s], saved: { s } };
  },
  vjp(ops, { temperature }, _, { s }, [upstream]) {
    const slope = softmaxGradient(ops, s, upstream);
    return { inputs: [temperature === 1 ? slope : ops.scale(slope, 1 / temperature)], params: {} };
  },
  sample: (sampler) => ({
    inputs: [{ shape: anyShape(sampler) }],
    attrs: { temperature: sampler.choice([0.5, 1, 2]) },
  }),
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput({ temperature }, from, _slot, index) {
    const { start, length } = rowOf(from.outputs[0], index);
    const scores = rowCells(from, start, length);
    const cooled = scores.map((z) =>
      temperature === 1 ? z : quotient(z, constant(temperature, 'T')),
    );
    const powers = explainPowers(cooled);
    return quotient(powers[index - start], sum(powers));
  },
  explainInputGradient({ temperature }, from, _slot, index) {
    const { start, length } = rowOf(from.outputs[0], index);
    const terms = Array.from({ length }, (_, j) =>
      product(from.output(0, start + j), from.upstream(0, start + j)),
    );
    const slope = product(
      from.output(0, index),
      sum([from.upstream(0, index), call('negative', sum(terms))]),
    );
    return temperature === 1 ? slope : quotient(slope, constant(temperature, 'T'));
  },
  explainParamGradient: () => sum([]),
});
