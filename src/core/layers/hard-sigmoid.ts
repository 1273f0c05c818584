import { constant, sum } from '../../trace/expression.ts';
import { plainActivation } from '../activation.ts';
import { explainClamp, explainInside, scaled } from '../elements.ts';

/** relu6(x + 3)/6: a sigmoid of three straight lines. The slope is 0 at both corners. */
export const hardSigmoid = plainActivation(
  {
    forward: 'y = \\tfrac{1}{6}\\min(\\max(x + 3, 0), 6)',
    backward: '\\frac{\\partial L}{\\partial x} = \\tfrac{1}{6}\\,\\delta \\cdot [-3 < x < 3]',
    source: 'Howard et al.: Searching for MobileNetV3 (2019), section 5.2',
  },
  {
    value: {
      name: 'hard sigmoid',
      host: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
      glsl: 'return clamp(x + 3.0, 0.0, 6.0) / 6.0;',
    },
    slope: {
      name: 'hard sigmoid slope',
      host: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
      glsl: 'return x > -3.0 && x < 3.0 ? 1.0 / 6.0 : 0.0;',
    },
    kinks: [-3, 3],
    explainValue: (x) => scaled(1 / 6, explainClamp(sum([x, constant(3)]), 0, 6)),
    explainSlope: (x) => scaled(1 / 6, explainInside(x, -3, 3)),
  },
);
