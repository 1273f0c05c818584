import { call, difference, product, sum } from '../../trace/expression.ts';
import { plainActivation } from '../activation.ts';
import { explainLogistic, explainSoftplus, logistic, one, softplusOf } from '../elements.ts';

/** x tanh(log(1 + eˣ)): smooth, with a dip to −0.309 before 0. */
export const mish = plainActivation(
  {
    forward: 'y = x \\tanh\\big(\\log(1 + e^{x})\\big)',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\big(t + x\\,(1 - t^2)\\,\\sigma(x)\\big)\\,\\delta, \\qquad t = \\tanh\\big(\\log(1 + e^{x})\\big)',
    source: 'Misra: Mish, a self regularized non-monotonic activation function (2019)',
  },
  {
    value: {
      name: 'mish',
      host: (x) => x * Math.tanh(softplusOf(x)),
      glsl: 'return x * hyperbolicTangent(max(x, 0.0) + logOnePlus(exp(-min(abs(x), 87.0))));',
    },
    slope: {
      name: 'mish slope',
      host(x) {
        const t = Math.tanh(softplusOf(x));
        return t + x * (1 - t * t) * logistic(x);
      },
      glsl: `float t = hyperbolicTangent(max(x, 0.0) + logOnePlus(exp(-min(abs(x), 87.0))));
        return t + x * (1.0 - t * t) * logistic(x);`,
    },
    explainValue: (x) => product(x, call('tanh', explainSoftplus(x))),
    explainSlope(x) {
      const t = call('tanh', explainSoftplus(x));
      return sum([t, product(x, difference(one, product(t, t)), explainLogistic(x))]);
    },
  },
);
