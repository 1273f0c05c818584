const view = new DataView(new ArrayBuffer(8));

/**
 * 2 to a whole power from −1074 to 1023, exactly. Written into the exponent's field, because
 * ECMAScript lets `**` be off by a last bit.
 */
export function powerOfTwo(exponent: number): number {
  if (!Number.isInteger(exponent) || exponent < -1074 || exponent > 1023) {
    throw new RangeError(`2^${exponent} is no float64: the exponent goes from −1074 to 1023`);
  }
  const isSubnormal = exponent < -1022;
  const bits = isSubnormal ? 1n << BigInt(exponent + 1074) : BigInt(exponent + 1023) << 52n;
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** ⌊log₂ |x|⌋ of a finite float64 other than 0, exactly: its exponent once it is normal. */
export function exponentOf(x: number): number {
  view.setFloat64(0, x);
  const field = (view.getUint16(0) >>> 4) & 0x7ff;
  if (field === 0x7ff || x === 0) throw new RangeError(`${x} has no exponent`);
  return field === 0 ? exponentOf(x * 2 ** 54) - 54 : field - 1023;
}
