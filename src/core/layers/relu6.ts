import { plainActivation } from '../activation.ts';
import { explainClamp, explainInside } from '../elements.ts';

/** min(max(x, 0), 6). The slope is 0 at both corners. */
export const relu6 = plainActivation(
  {
    forward: 'y = \\min(\\max(x, 0), 6)',
    backward: '\\frac{\\partial L}{\\partial x} = \\delta \\cdot [0 < x < 6]',
    source: 'Krizhevsky: Convolutional deep belief networks on CIFAR-10 (2010)',
  },
  {
    value: {
      name: 'relu6',
      host: (x) => Math.min(Math.max(x, 0), 6),
      glsl: 'return clamp(x, 0.0, 6.0);',
    },
    slope: {
      name: 'relu6 slope',
      host: (x) => (x > 0 && x < 6 ? 1 : 0),
      glsl: 'return x > 0.0 && x < 6.0 ? 1.0 : 0.0;',
    },
    kinks: [0, 6],
    explainValue: (x) => explainClamp(x, 0, 6),
    explainSlope: (x) => explainInside(x, 0, 6),
  },
);
