import { call, constant, difference, product, sum } from '../../trace/expression.ts';
import { type Activation, defineActivation } from '../activation.ts';
import {
  explainNormalDensity,
  explainNormalShare,
  normalDensity,
  normalShare,
  one,
  scaled,
} from '../elements.ts';

/** √(2/π) and the cube's share of the tanh form. */
const root = Math.sqrt(2 / Math.PI);
const cube = 0.044715;

const exact: Activation = {
  value: {
    name: 'gelu',
    host: (x) => x * normalShare(x),
    glsl: 'return 0.5 * x * (1.0 + errorFunction(x * 0.70710678));',
  },
  slope: {
    name: 'gelu slope',
    host: (x) => normalShare(x) + x * normalDensity(x),
    glsl: `return 0.5 * (1.0 + errorFunction(x * 0.70710678))
      + x * exp(-min(0.5 * x * x, 87.0)) * 0.39894228;`,
  },
  explainValue: (x) => product(x, explainNormalShare(x)),
  explainSlope: (x) => sum([explainNormalShare(x), product(x, explainNormalDensity(x))]),
};

const byTanh: Activation = {
  value: {
    name: 'gelu tanh',
    host: (x) => 0.5 * x * (1 + Math.tanh(root * (x + cube * x ** 3))),
    glsl: 'return 0.5 * x * (1.0 + hyperbolicTangent(0.79788456 * (x + 0.044715 * x * x * x)));',
  },
  slope: {
    name: 'gelu tanh slope',
    host(x) {
      const t = Math.tanh(root * (x + cube * x ** 3));
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * root * (1 + 3 * cube * x * x);
    },
    glsl: `float t = hyperbolicTangent(0.79788456 * (x + 0.044715 * x * x * x));
      return 0.5 * (1.0 + t) + 0.5 * x * (1.0 - t * t) * 0.79788456 * (1.0 + 0.134145 * x * x);`,
  },
  explainValue: (x) => product(constant(0.5), x, sum([one, explainTanh(x)])),
  explainSlope(x) {
    const t = explainTanh(x);
    const inner = sum([one, product(constant(3 * cube), x, x)]);
    return sum([
      scaled(0.5, sum([one, t])),
      product(constant(0.5 * root), x, difference(one, product(t, t)), inner),
    ]);
  },
};

function explainTanh(x: Parameters<Activation['explainValue']>[0]) {
  return call('tanh', scaled(root, sum([x, product(constant(cube), x, x, x)])));
}

/** x Φ(x), Φ the normal distribution: exact, or by its tanh approximation. Dips to −0.170. */
export const gelu = defineActivation<Activation>({
  formula: {
    forward: 'y = x\\,\\Phi(x)',
    backward: '\\frac{\\partial L}{\\partial x} = \\big(\\Phi(x) + x\\,\\varphi(x)\\big)\\,\\delta',
    source: 'Hendrycks, Gimpel: Gaussian error linear units (2016)',
  },
  attributes: (reader) =>
    reader.choice('approximate', ['none', 'tanh'], 'none') === 'tanh' ? byTanh : exact,
  activation: (chosen) => chosen,
});
