import { call, difference, product } from '../../trace/expression.ts';
import { plainActivation } from '../activation.ts';
import { one, tanhFunction } from '../elements.ts';

/** The hyperbolic tangent: between −1 and 1, centred at 0. */
export const tanh = plainActivation(
  {
    forward: 'y = \\tanh x',
    backward: '\\frac{\\partial L}{\\partial x} = (1 - \\tanh^2 x)\\,\\delta',
    source: 'LeCun, Bottou, Orr, Müller: Efficient backprop (1998), section 4.4',
  },
  {
    value: tanhFunction,
    slope: {
      name: 'tanh slope',
      // As it is written; float32 would lose it far out, so the shader takes 4e/(1 + e)², e = e^−2|x|.
      host: (x) => 1 - Math.tanh(x) ** 2,
      glsl: 'float e = exp(-2.0 * min(abs(x), 40.0)); return 4.0 * e / ((1.0 + e) * (1.0 + e));',
    },
    explainValue: (x) => call('tanh', x),
    explainSlope: (x) => difference(one, product(call('tanh', x), call('tanh', x))),
  },
);
