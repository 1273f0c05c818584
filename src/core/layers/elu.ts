import { call, constant, difference, product } from '../../trace/expression.ts';
import { defineActivation } from '../activation.ts';
import { explainChoice, one } from '../elements.ts';

/** x above 0, α(eˣ − 1) below: a smooth way down to −α. At 0 the slope is α. */
export const elu = defineActivation<number>({
  formula: {
    forward: 'y = x \\text{ if } x > 0, \\text{ else } \\alpha\\,(e^{x} - 1)',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\delta \\text{ if } x > 0, \\text{ else } \\alpha\\,e^{x}\\,\\delta',
    source: 'Clevert, Unterthiner, Hochreiter: Exponential linear units (2015)',
  },
  attributes: (reader) => reader.number('alpha', 1, 0, 100),
  activation: (alpha) => scaledElu('elu', 1, alpha),
});

/** λ x above 0, λ α(eˣ − 1) below: also what SELU is made of. */
export function scaledElu(name: string, lambda: number, alpha: number) {
  const below = lambda * alpha;
  const [l, b] = [lambda.toExponential(), below.toExponential()];
  return {
    value: {
      name: `${name} ${lambda} ${alpha}`,
      host: (x: number) => (x > 0 ? lambda * x : below * Math.expm1(x)),
      glsl: `return x > 0.0 ? ${l} * x : ${b} * expMinusOne(x);`,
    },
    slope: {
      name: `${name} slope ${lambda} ${alpha}`,
      host: (x: number) => (x > 0 ? lambda : below * Math.exp(x)),
      glsl: `return x > 0.0 ? ${l} : ${b} * exp(max(x, -87.0));`,
    },
    // With λ = α = 1 both sides meet with slope 1.
    kinks: lambda === below ? [] : [0],
    explainValue: (x: Parameters<typeof explainChoice>[0]) =>
      explainChoice(
        x,
        product(constant(lambda), x),
        product(constant(below), difference(call('exp', notAbove(x)), one)),
      ),
    explainSlope: (x: Parameters<typeof explainChoice>[0]) =>
      explainChoice(x, constant(lambda), product(constant(below), call('exp', notAbove(x)))),
  };
}

/** min(x, 0): the branch that is not taken must not overflow. */
function notAbove(x: Parameters<typeof explainChoice>[0]) {
  return product(difference(one, call('step', x)), x);
}
