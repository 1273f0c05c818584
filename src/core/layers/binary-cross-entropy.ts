import { call, constant, difference, maximum, product, sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
import { explainLogistic, minus, sigmoidFunction, softCorner } from '../elements.ts';
import { defineLayer } from '../layer.ts';
import {
  elementLossShapes,
  explainElements,
  explainPerElement,
  perElement,
  type Reduction,
  readReduction,
  reduceElements,
} from '../reduction.ts';
import { reductions, twoAlike } from '../sample.ts';

interface BinaryCrossEntropyAttributes {
  readonly reduction: Reduction;
}

/**
 * Logits and targets in 0 … 1 of one shape → −[t log σ(z) + (1 − t) log(1 − σ(z))], from logits:
 * max(z, 0) − z t + log(1 + e^−|z|) neither overflows nor cancels.
 */
export const binaryCrossEntropy = defineLayer<BinaryCrossEntropyAttributes>({
  params: [],
  formula: {
    forward: 'L = \\max(z, 0) - z\\,t + \\log(1 + e^{-|z|})',
    backward: '\\frac{\\partial L}{\\partial z} = \\sigma(z) - t',
    source: 'Goodfellow, Bengio, Courville: Deep Learning (2016), section 6.2.2.2',
  },
  attributes: (reader) => ({ reduction: readReduction(reader) }),
  shapes: ({ reduction }, inputs) => elementLossShapes(reduction, inputs),
  forward(ops, { reduction }, _, [z, t]) {
    const line = ops.binary('subtract', ops.unary('relu', z), ops.binary('multiply', z, t));
    const losses = ops.binary('add', line, ops.map(softCorner, z));
    return { outputs: [reduceElements(ops, reduction, losses)], saved: { z, t } };
  },
  vjp(ops, { reduction }, _, { z, t }, [upstream]) {
    const share = perElement(ops, reduction, upstream, ops.shapeOf(z));
    const slope = ops.binary('subtract', ops.map(sigmoidFunction, z), t);
    return {
      inputs: [
        ops.binary('multiply', slope, share),
        ops.scale(ops.binary('multiply', z, share), -1),
      ],
      params: {},
    };
  },
  sample: (sampler) => ({
    inputs: twoAlike(sampler, 'positive'),
    attrs: { reduction: sampler.choice(reductions) },
  }),
  moments: (_, { inputs }) => allAtOnce(inputs[0]),
  explainOutput: ({ reduction }, from, _slot, index) =>
    explainElements(reduction, from, index, (i) => {
      const z = from.input(0, i);
      const corner = call('logOnePlus', call('exp', minus(call('absolute', z))));
      return sum([maximum([z, constant(0)]), minus(product(z, from.input(1, i))), corner]);
    }),
  explainInputGradient({ reduction }, from, slot, index) {
    const z = from.input(0, index);
    const slope = slot === 0 ? difference(explainLogistic(z), from.input(1, index)) : minus(z);
    return product(slope, explainPerElement(reduction, from, index));
  },
  explainParamGradient: () => sum([]),
});
