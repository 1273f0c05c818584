import { biasOf, minExponentOf, type NumberFormat, widthOf } from './format.ts';
import { exponentOf, powerOfTwo } from './power-of-two.ts';
import { roundTo, smallestSubnormalOf } from './rounding.ts';

/** What a pattern of bits stands for. */
export type NumberKind = 'zero' | 'subnormal' | 'normal' | 'infinite' | 'nan';

/** A pattern of bits by its fields. */
export interface BitFields {
  readonly sign: 0 | 1;
  /** The field as it is stored, with the bias. */
  readonly exponent: number;
  readonly fraction: bigint;
}

/** The bits of a number (rounded to the format first). NaN is the quiet one, without a sign. */
export function encode(format: NumberFormat, value: number): bigint {
  return joinBits(format, fieldsOf(format, roundTo(format, value)));
}

function fieldsOf(format: NumberFormat, value: number): BitFields {
  const special = specialExponentOf(format);
  if (Number.isNaN(value)) {
    return { sign: 0, exponent: special, fraction: 1n << BigInt(format.fractionBits - 1) };
  }
  const sign = value < 0 || Object.is(value, -0) ? 1 : 0;
  if (!Number.isFinite(value)) return { sign, exponent: special, fraction: 0n };
  const size = Math.abs(value);
  const minExponent = minExponentOf(format);
  const exponent = size === 0 ? minExponent : Math.max(exponentOf(size), minExponent);
  const steps = BigInt(size / powerOfTwo(exponent - format.fractionBits));
  const one = 1n << BigInt(format.fractionBits);
  if (steps < one) return { sign, exponent: 0, fraction: steps };
  return { sign, exponent: exponent + biasOf(format), fraction: steps - one };
}

/** The number that a pattern of bits stands for, as a float64, which holds it exactly. */
export function decode(format: NumberFormat, bits: bigint): number {
  const { sign, exponent, fraction } = splitBits(format, bits);
  const size = sizeOfFields(format, exponent, fraction);
  return sign === 1 ? -size : size;
}

function sizeOfFields(format: NumberFormat, exponent: number, fraction: bigint): number {
  if (exponent === specialExponentOf(format)) {
    return fraction === 0n ? Number.POSITIVE_INFINITY : Number.NaN;
  }
  if (exponent === 0) return Number(fraction) * smallestSubnormalOf(format);
  const significand = Number(fraction + (1n << BigInt(format.fractionBits)));
  return significand * powerOfTwo(exponent - biasOf(format) - format.fractionBits);
}

/** A pattern by its fields; `joinBits` is its inverse for every pattern, NaNs included. */
export function splitBits(format: NumberFormat, bits: bigint): BitFields {
  const width = BigInt(widthOf(format));
  if (bits < 0n || bits >> width !== 0n) {
    throw new RangeError(`0x${bits.toString(16)} is no pattern of ${width} bits (${format.name})`);
  }
  const fractionBits = BigInt(format.fractionBits);
  return {
    sign: bits >> (width - 1n) === 1n ? 1 : 0,
    exponent: Number((bits >> fractionBits) & BigInt(specialExponentOf(format))),
    fraction: bits & ((1n << fractionBits) - 1n),
  };
}

export function joinBits(format: NumberFormat, { sign, exponent, fraction }: BitFields): bigint {
  const high = (BigInt(sign) << BigInt(format.exponentBits)) | BigInt(exponent);
  return (high << BigInt(format.fractionBits)) | fraction;
}

export function kindOf(format: NumberFormat, { exponent, fraction }: BitFields): NumberKind {
  if (exponent === specialExponentOf(format)) return fraction === 0n ? 'infinite' : 'nan';
  if (exponent === 0) return fraction === 0n ? 'zero' : 'subnormal';
  return 'normal';
}

/** Sign, exponent and fraction as zeros and ones, each field at its full width. */
export function bitText(
  format: NumberFormat,
  bits: bigint,
): { readonly sign: string; readonly exponent: string; readonly fraction: string } {
  const { sign, exponent, fraction } = splitBits(format, bits);
  return {
    sign: String(sign),
    exponent: exponent.toString(2).padStart(format.exponentBits, '0'),
    fraction: fraction.toString(2).padStart(format.fractionBits, '0'),
  };
}

/** The exponent's field of ∞ and NaN: all ones. */
const specialExponentOf = (format: NumberFormat): number => 2 ** format.exponentBits - 1;
