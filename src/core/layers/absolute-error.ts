import { call, constant, difference, product, sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
import { absoluteFunction, signFunction } from '../elements.ts';
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

interface AbsoluteErrorAttributes {
  readonly reduction: Reduction;
}

/** |y − t|, by default its mean over all elements (MAE). At y = t the slope is 0. */
export const absoluteError = defineLayer<AbsoluteErrorAttributes>({
  params: [],
  formula: {
    forward: 'L = |y - t|',
    backward: '\\frac{\\partial L}{\\partial y} = \\operatorname{sign}(y - t)',
    source: 'Hastie, Tibshirani, Friedman: The Elements of Statistical Learning (2009), 10.6',
  },
  attributes: (reader) => ({ reduction: readReduction(reader) }),
  shapes: ({ reduction }, inputs) => elementLossShapes(reduction, inputs),
  forward(ops, { reduction }, _, [y, t]) {
    const error = ops.binary('subtract', y, t);
    const losses = ops.map(absoluteFunction, error);
    return { outputs: [reduceElements(ops, reduction, losses)], saved: { error } };
  },
  vjp(ops, { reduction }, _, { error }, [upstream]) {
    const share = perElement(ops, reduction, upstream, ops.shapeOf(error));
    const slope = ops.binary('multiply', ops.map(signFunction, error), share);
    return { inputs: [slope, ops.scale(slope, -1)], params: {} };
  },
  sides: (ops, _, __, { error }) => [ops.map(signFunction, error)],
  sample: (sampler) => ({
    inputs: twoAlike(sampler),
    attrs: { reduction: sampler.choice(reductions) },
  }),
  moments: (_, { inputs }) => allAtOnce(inputs[0]),
  explainOutput: ({ reduction }, from, _slot, index) =>
    explainElements(reduction, from, index, (i) =>
      call('absolute', difference(from.input(0, i), from.input(1, i))),
    ),
  explainInputGradient: ({ reduction }, from, slot, index) =>
    product(
      constant(slot === 0 ? 1 : -1),
      call('sign', difference(from.input(0, index), from.input(1, index))),
      explainPerElement(reduction, from, index),
    ),
  explainParamGradient: () => sum([]),
});
