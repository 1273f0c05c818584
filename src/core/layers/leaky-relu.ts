import { constant, product } from '../../trace/expression.ts';
import { defineActivation } from '../activation.ts';
import { explainChoice } from '../elements.ts';

/** x above 0, a·x below: no unit is ever quite dead. At 0 the slope is a. */
export const leakyRelu = defineActivation<number>({
  formula: {
    forward: 'y = x \\text{ if } x > 0, \\text{ else } a\\,x',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\delta \\text{ if } x > 0, \\text{ else } a\\,\\delta',
    source: 'Maas, Hannun, Ng: Rectifier nonlinearities improve acoustic models (2013)',
  },
  attributes: (reader) => reader.number('negativeSlope', 0.01, -100, 100),
  activation: (slope) => ({
    value: {
      name: `leaky relu ${slope}`,
      host: (x) => (x > 0 ? x : slope * x),
      glsl: `return x > 0.0 ? x : ${slope.toExponential()} * x;`,
    },
    slope: {
      name: `leaky relu slope ${slope}`,
      host: (x) => (x > 0 ? 1 : slope),
      glsl: `return x > 0.0 ? 1.0 : ${slope.toExponential()};`,
    },
    kinks: [0],
    explainValue: (x) => explainChoice(x, x, product(constant(slope), x)),
    explainSlope: (x) => explainChoice(x, constant(1), constant(slope)),
  }),
});
