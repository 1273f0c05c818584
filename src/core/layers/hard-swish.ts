import { call, constant, difference, product, sum } from '../../trace/expression.ts';
import { plainActivation } from '../activation.ts';
import { explainClamp, explainInside, one, scaled } from '../elements.ts';

/** x · relu6(x + 3)/6: dips to −0.375 at −1.5. The slope is 0 at −3 and 1 at 3. */
export const hardSwish = plainActivation(
  {
    forward: 'y = \\tfrac{x}{6}\\min(\\max(x + 3, 0), 6)',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\tfrac{1}{6}(2x + 3)\\,\\delta \\text{ if } -3 < x < 3, \\text{ else } [x \\ge 3]\\,\\delta',
    source: 'Howard et al.: Searching for MobileNetV3 (2019), section 5.2',
  },
  {
    value: {
      name: 'hard swish',
      host: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
      glsl: 'return x * clamp(x + 3.0, 0.0, 6.0) / 6.0;',
    },
    slope: {
      name: 'hard swish slope',
      host: (x) => (x >= 3 ? 1 : x > -3 ? (2 * x + 3) / 6 : 0),
      glsl: 'return x >= 3.0 ? 1.0 : (x > -3.0 ? (2.0 * x + 3.0) / 6.0 : 0.0);',
    },
    kinks: [-3, 3],
    explainValue: (x) => product(x, scaled(1 / 6, explainClamp(sum([x, constant(3)]), 0, 6))),
    explainSlope: (x) =>
      sum([
        product(
          explainInside(x, -3, 3),
          scaled(1 / 6, sum([product(constant(2), x), constant(3)])),
        ),
        difference(one, call('step', difference(constant(3), x))),
      ]),
  },
);
