import { difference, product, sum } from '../../trace/expression.ts';
import { plainActivation } from '../activation.ts';
import { explainLogistic, logistic, one } from '../elements.ts';

/** x σ(x), also called Swish: smooth, with a dip to −0.278 before 0. */
export const silu = plainActivation(
  {
    forward: 'y = x\\,\\sigma(x)',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\sigma(x)\\,\\big(1 + x\\,(1 - \\sigma(x))\\big)\\,\\delta',
    source: 'Elfwing, Uchibe, Doya: Sigmoid-weighted linear units (2018)',
  },
  {
    value: { name: 'silu', host: (x) => x * logistic(x), glsl: 'return x * logistic(x);' },
    slope: {
      name: 'silu slope',
      host: (x) => logistic(x) * (1 + x * logistic(-x)),
      glsl: 'return logistic(x) * (1.0 + x * logistic(-x));',
    },
    explainValue: (x) => product(x, explainLogistic(x)),
    explainSlope: (x) =>
      product(explainLogistic(x), sum([one, product(x, difference(one, explainLogistic(x)))])),
  },
);
