import { isExactProduct, isExactSum } from './dyadic.ts';
import { type FormatName, formats, type NumberFormat } from './format.ts';
import { roundTo, smallestNormalOf } from './rounding.ts';

/**
 * What happened on the way to a number, the gravest first:
 * `invalid` NaN out of numbers that were none (∞/∞, ∞ − ∞, 0/0, log of a negative);
 * `inherited` NaN, because an operand was one;
 * `zeroDivide` an exact ∞ (x/0, log 0);
 * `overflow` ∞, because the result is larger than the largest number;
 * `vanished` 0, although the result is not 0 (underflow, or flushed to zero);
 * `subnormal` not 0, but with less than the full significand;
 * `inexact` rounded: the exact result is no number of the format.
 */
export type NumberEvent =
  | 'invalid'
  | 'inherited'
  | 'zeroDivide'
  | 'overflow'
  | 'vanished'
  | 'subnormal'
  | 'inexact';

export interface Outcome {
  readonly value: number;
  /** Empty where nothing happened: the result is exact and finite. */
  readonly events: readonly NumberEvent[];
}

interface Rule {
  readonly operands: 1 | 2;
  /** The result in float64. */
  compute(a: number, b: number): number;
  /** Whether `result` is what the operation gives without any rounding. All finite. */
  isExact(result: number, a: number, b: number): boolean;
}

/**
 * Every operation of the softmax chain.
 *
 * A result is computed in float64 and rounded once more. For + − × ÷ √ of a format with p bits of
 * significand that gives the correctly rounded result, because 53 ≥ 2p + 2 for p = 8, 11 and 24
 * (Figueroa: When is double rounding innocuous?, SIGNUM Newsletter 30(3), 1995), subnormal results
 * included (Roux: Innocuous double rounding of basic arithmetic operations, Journal of Formalized
 * Reasoning 7(1), 2014). `exp` and `log` are as good as the browser's float64 ones, which are off by
 * less than a unit in the 53rd bit: the result is the correctly rounded one unless the exact value
 * lies that near to the middle between two numbers of the format (about one argument in 2^28 for
 * float32; none at all for float16 and bfloat16: the tests go through every one). In float64 they are
 * the browser's own.
 */
const rules = {
  round: { operands: 1, compute: (a) => a, isExact: (result, a) => result === a },
  add: { operands: 2, compute: (a, b) => a + b, isExact: isExactSum },
  subtract: {
    operands: 2,
    compute: (a, b) => a - b,
    isExact: (result, a, b) => isExactSum(a, result, b),
  },
  multiply: { operands: 2, compute: (a, b) => a * b, isExact: isExactProduct },
  divide: {
    operands: 2,
    compute: (a, b) => a / b,
    isExact: (result, a, b) => isExactProduct(a, result, b),
  },
  squareRoot: {
    operands: 1,
    compute: Math.sqrt,
    isExact: (result, a) => isExactProduct(a, result, result),
  },
  // e^x is transcendental for every rational x but 0, ln x for every one but 1 (Lindemann 1882).
  exp: { operands: 1, compute: Math.exp, isExact: (_, a) => a === 0 },
  log: { operands: 1, compute: Math.log, isExact: (_, a) => a === 1 },
  max: { operands: 2, compute: Math.max, isExact: () => true },
} as const satisfies Readonly<Record<string, Rule>>;

export type NumberOperation = keyof typeof rules;

/** What a format, and the machine that keeps it, does to subnormal results. */
export interface ArithmeticOptions {
  /**
   * Subnormal results become zeros of their sign, as on many GPUs. Looked at after rounding: a
   * device that looks before it differs within half a step below the smallest normal number.
   */
  readonly flushToZero?: boolean;
}

/** Arithmetic in one format, every result rounded to it. */
export class Arithmetic {
  readonly format: NumberFormat;
  readonly #smallest: number;

  constructor(name: FormatName, { flushToZero = false }: ArithmeticOptions = {}) {
    this.format = formats[name];
    this.#smallest = flushToZero ? smallestNormalOf(this.format) : 0;
  }

  /**
   * One operation. Operands must be numbers of the format (but for `round`, which makes them so);
   * a RangeError says which is not.
   */
  apply(operation: NumberOperation, a: number, b?: number): Outcome {
    const rule: Rule = rules[operation];
    const operands = b === undefined ? [a] : [a, b];
    if (operands.length !== rule.operands) {
      throw new RangeError(`${operation} takes ${rule.operands} operands, got ${operands.length}`);
    }
    if (operation !== 'round') for (const operand of operands) this.#expectOwn(operand);
    const unflushed = roundTo(this.format, rule.compute(a, b ?? 0));
    const isFlushed = Math.abs(unflushed) < this.#smallest;
    const value = isFlushed ? 0 * Math.sign(unflushed) : unflushed;
    return { value, events: this.#events(rule, operands, value) };
  }

  #events(rule: Rule, operands: readonly number[], value: number): readonly NumberEvent[] {
    if (Number.isNaN(value)) return [operands.some(Number.isNaN) ? 'inherited' : 'invalid'];
    if (!operands.every(Number.isFinite)) return [];
    const [a, b = 0] = operands;
    if (!Number.isFinite(value)) {
      return isPole(rule, a, b) ? ['zeroDivide'] : ['overflow', 'inexact'];
    }
    const isExact = rule.isExact(value, a, b);
    const events: NumberEvent[] = [];
    if (value === 0 && !isExact) events.push('vanished');
    if (value !== 0 && Math.abs(value) < smallestNormalOf(this.format)) events.push('subnormal');
    if (!isExact) events.push('inexact');
    return events;
  }

  #expectOwn(operand: number): void {
    if (Number.isNaN(operand) || roundTo(this.format, operand) === operand) return;
    throw new RangeError(`${operand} is no ${this.format.name}: round it first`);
  }
}

/** Where a finite operand gives an exact ∞: a division by 0, the logarithm of 0. */
const isPole = (rule: Rule, a: number, b: number): boolean =>
  (rule === rules.divide && b === 0) || (rule === rules.log && a === 0);
