import { constant, difference, product, sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
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

interface SquaredErrorAttributes {
  readonly reduction: Reduction;
}

/** (y − t)², by default its mean over all elements (MSE). Both inputs get a gradient. */
export const squaredError = defineLayer<SquaredErrorAttributes>({
  params: [],
  formula: {
    forward: 'L = (y - t)^2',
    backward: '\\frac{\\partial L}{\\partial y} = 2\\,(y - t)',
    source: 'Bishop: Pattern Recognition and Machine Learning (2006), section 1.1',
  },
  attributes: (reader) => ({ reduction: readReduction(reader) }),
  shapes: ({ reduction }, inputs) => elementLossShapes(reduction, inputs),
  forward(ops, { reduction }, _, [y, t]) {
    const error = ops.binary('subtract', y, t);
    const losses = ops.binary('multiply', error, error);
    return { outputs: [reduceElements(ops, reduction, losses)], saved: { error } };
  },
  vjp(ops, { reduction }, _, { error }, [upstream]) {
    const share = perElement(ops, reduction, upstream, ops.shapeOf(error));
    const slope = ops.scale(ops.binary('multiply', error, share), 2);
    return { inputs: [slope, ops.scale(slope, -1)], params: {} };
  },
  sample: (sampler) => ({
    inputs: twoAlike(sampler),
    attrs: { reduction: sampler.choice(reductions) },
  }),
  moments: (_, { inputs }) => allAtOnce(inputs[0]),
  explainOutput: ({ reduction }, from, _slot, index) =>
    explainElements(reduction, from, index, (i) => {
      const error = difference(from.input(0, i), from.input(1, i));
      return product(error, error);
    }),
  explainInputGradient: ({ reduction }, from, slot, index) =>
    product(
      constant(slot === 0 ? 2 : -2),
      difference(from.input(0, index), from.input(1, index)),
      explainPerElement(reduction, from, index),
    ),
  explainParamGradient: () => sum([]),
});
