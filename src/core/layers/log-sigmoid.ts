import { plainActivation } from '../activation.ts';
import { explainLogistic, explainSoftplus, logistic, minus, softplusOf } from '../elements.ts';

/** log σ(x) = −log(1 + e⁻ˣ), without ever taking the log of a tiny number. */
export const logSigmoid = plainActivation(
  {
    forward: 'y = \\log \\sigma(x) = -\\log(1 + e^{-x})',
    backward: '\\frac{\\partial L}{\\partial x} = \\sigma(-x)\\,\\delta',
    source: 'Blanchard, Higham, Higham: Accurately computing the log-sum-exp (2021)',
  },
  {
    value: {
      name: 'log sigmoid',
      host: (x) => -softplusOf(-x),
      glsl: 'return -(max(-x, 0.0) + logOnePlus(exp(-min(abs(x), 87.0))));',
    },
    slope: {
      name: 'log sigmoid slope',
      host: (x) => logistic(-x),
      glsl: 'return logistic(-x);',
    },
    explainValue: (x) => minus(explainSoftplus(minus(x))),
    explainSlope: (x) => explainLogistic(minus(x)),
  },
);
