import { plainActivation } from '../activation.ts';
import {
  explainLogistic,
  explainSoftplus,
  sigmoidFunction,
  softplusFunction,
} from '../elements.ts';

/** log(1 + eˣ): a ReLU with a round corner. Its slope is the sigmoid. */
export const softplus = plainActivation(
  {
    forward: 'y = \\log(1 + e^{x})',
    backward: '\\frac{\\partial L}{\\partial x} = \\sigma(x)\\,\\delta',
    source: 'Dugas et al.: Incorporating second-order functional knowledge (2001)',
  },
  {
    value: softplusFunction,
    slope: sigmoidFunction,
    explainValue: explainSoftplus,
    explainSlope: explainLogistic,
  },
);
