/**
 * A function of one number, written twice: as the host computes it (float64 inside, rounded on the
 * way out) and as a shader does. One name is one function: programs are compiled once by name.
 */
export interface ElementFunction {
  readonly name: string;
  readonly host: (x: number) => number;
  /**
   * Statements of GLSL that return the value for `float x`. Besides GLSL's own functions there are
   * `logOnePlus`, `expMinusOne`, `logistic`, `hyperbolicTangent`, `errorFunction`, and `isNan`.
   */
  readonly glsl: string;
}
