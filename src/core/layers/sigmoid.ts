import { difference, product } from '../../trace/expression.ts';
import { plainActivation } from '../activation.ts';
import { explainLogistic, logistic, one, sigmoidFunction } from '../elements.ts';

/** 1 / (1 + e⁻ˣ): between 0 and 1. */
export const sigmoid = plainActivation(
  {
    forward: '\\sigma(x) = \\frac{1}{1 + e^{-x}}',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\sigma(x)\\,\\big(1 - \\sigma(x)\\big)\\,\\delta',
    source: 'Bishop: Pattern Recognition and Machine Learning (2006), section 4.3.2',
  },
  {
    value: sigmoidFunction,
    // The host takes the formula as it is written; float32 would lose 1 − σ far out, so the shader
    // takes σ(−x) for it.
    slope: {
      name: 'sigmoid slope',
      host: (x) => logistic(x) * (1 - logistic(x)),
      glsl: 'return logistic(x) * logistic(-x);',
    },
    explainValue: explainLogistic,
    explainSlope: (x) => product(explainLogistic(x), difference(one, explainLogistic(x))),
  },
);
