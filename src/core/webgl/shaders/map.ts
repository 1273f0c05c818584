import type { ElementFunction } from '../../element.ts';
import type { Shader } from '../program.ts';
import { elementwise } from './elementwise.ts';

/** Functions that GLSL lacks, or whose borders it leaves open. */
const prelude = `
float logOnePlus(float x) {
  float whole = 1.0 + x;
  // What rounding took from x is given back by the quotient (Higham 2002, section 1.14).
  return whole == 1.0 ? x : log(whole) * (x / (whole - 1.0));
}
float expMinusOne(float x) {
  if (abs(x) < 1e-3) return x * (1.0 + x * (0.5 + x / 6.0));
  return x > 88.0 ? INF : exp(x) - 1.0;
}
float logistic(float x) {
  if (x < -87.0) return 0.0;
  return x >= 0.0 ? 1.0 / (1.0 + exp(-min(x, 87.0))) : exp(x) / (1.0 + exp(x));
}
float hyperbolicTangent(float x) {
  if (abs(x) < 1e-3) return x * (1.0 - x * x / 3.0);
  float e = exp(-2.0 * min(abs(x), 40.0));
  return sign(x) * (1.0 - e) / (1.0 + e);
}
// Abramowitz, Stegun: 7.1.26, at most 1.5e-7 off.
float errorFunction(float x) {
  float t = 1.0 / (1.0 + 0.3275911 * abs(x));
  float tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t
    + 0.254829592) * t * exp(-min(x * x, 87.0));
  return sign(x) * (1.0 - tail);
}`;

/** The shader of a function of one number; a NaN stays one. */
export const mapShader = ({ glsl }: ElementFunction): Shader =>
  elementwise(`${prelude}
float mapped(float x) { ${glsl} }
float f(float x) { return isNan(x) ? x : mapped(x); }`);
