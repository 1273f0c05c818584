import { erf } from '../trace/erf.ts';
import {
  call,
  constant,
  difference,
  type Expression,
  maximum,
  product,
  quotient,
  sum,
} from '../trace/expression.ts';
import type { ElementFunction } from './element.ts';

/** Functions of one number that several layers are made of, and how they are explained. */

/** 1 / (1 + e⁻ˣ), without overflow on either side. */
export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
};

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
export const softplusOf = (x: number): number =>
  Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** The standard normal distribution's share below x: (1 + erf(x/√2))/2. */
export const normalShare = (x: number): number => (1 + erf(x / Math.SQRT2)) / 2;

/** Its density: e^(−x²/2)/√(2π). */
export const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

export const sigmoidFunction: ElementFunction = {
  name: 'sigmoid',
  host: logistic,
  glsl: 'return logistic(x);',
};

export const tanhFunction: ElementFunction = {
  name: 'tanh',
  host: Math.tanh,
  glsl: 'return hyperbolicTangent(x);',
};

export const softplusFunction: ElementFunction = {
  name: 'softplus',
  host: softplusOf,
  glsl: 'return max(x, 0.0) + logOnePlus(exp(-min(abs(x), 87.0)));',
};

export const one = constant(1);
export const scaled = (factor: number, x: Expression): Expression => product(constant(factor), x);
export const minus = (x: Expression): Expression => call('negative', x);

/** 1 / (1 + e⁻ˣ) */
export const explainLogistic = (x: Expression): Expression =>
  quotient(one, sum([one, call('exp', minus(x))]));

/** max(x, 0) + log(1 + e^−|x|) */
export const explainSoftplus = (x: Expression): Expression =>
  sum([maximum([x, constant(0)]), call('logOnePlus', call('exp', minus(call('absolute', x))))]);

/** (1 + erf(x/√2))/2 */
export const explainNormalShare = (x: Expression): Expression =>
  scaled(0.5, sum([one, call('erf', scaled(Math.SQRT1_2, x))]));

/** e^(−x²/2)/√(2π) */
export const explainNormalDensity = (x: Expression): Expression =>
  scaled(1 / Math.sqrt(2 * Math.PI), call('exp', product(constant(-0.5), x, x)));

/** min(max(x, low), high), by maxima alone. */
export const explainClamp = (x: Expression, low: number, high: number): Expression =>
  minus(maximum([minus(maximum([x, constant(low)])), constant(-high)]));

/** 1 where low < x < high, else 0. */
export const explainInside = (x: Expression, low: number, high: number): Expression =>
  product(call('step', difference(x, constant(low))), call('step', difference(constant(high), x)));

/** a where x > 0, else b. */
export const explainChoice = (x: Expression, a: Expression, b: Expression): Expression =>
  sum([product(call('step', x), a), product(difference(one, call('step', x)), b)]);

/** log(1 + e^−|x|): what is left of softplus beside max(x, 0). */
export const softCorner: ElementFunction = {
  name: 'soft corner',
  host: (x) => Math.log1p(Math.exp(-Math.abs(x))),
  glsl: 'return logOnePlus(exp(-min(abs(x), 87.0)));',
};

/** |x|, and its slope: −1, 0 or 1. */
export const absoluteFunction: ElementFunction = {
  name: 'absolute',
  host: Math.abs,
  glsl: 'return abs(x);',
};
export const signFunction: ElementFunction = {
  name: 'sign',
  host: Math.sign,
  glsl: 'return sign(x);',
};

/** 1 − eˣ, exact for small x. */
export const oneMinusExp: ElementFunction = {
  name: 'one minus exp',
  host: (x) => -Math.expm1(x),
  glsl: 'return -expMinusOne(x);',
};

/** xᵖ for x ≥ 0, with 0 at 0 unless p is 0. */
export function powerFunction(power: number): ElementFunction {
  return {
    name: `power ${power}`,
    host: (x) => (power === 0 ? 1 : x <= 0 ? 0 : x ** power),
    glsl: power === 0 ? 'return 1.0;' : `return x <= 0.0 ? 0.0 : pow(x, ${power.toExponential()});`,
  };
}

/** xᵖ as e^(p log x). */
export const explainPower = (x: Expression, power: number): Expression =>
  power === 0 ? one : call('exp', scaled(power, call('log', x)));
