/** Binary floating-point formats, by the names that frameworks give them. */
export type FormatName = 'float16' | 'bfloat16' | 'float32' | 'float64';

/** Widths of the fields of a number: one sign bit, then the exponent, then the fraction. */
export interface NumberFormat {
  readonly name: FormatName;
  readonly exponentBits: number;
  /** Stored bits of the significand; the leading one of a normal number is not stored. */
  readonly fractionBits: number;
  /** Who defines it. */
  readonly source: string;
}

const ieee = 'IEEE Std 754-2019, table 3.5';

/** Every format that the lessons speak of. */
export const formats = {
  float16: { name: 'float16', exponentBits: 5, fractionBits: 10, source: `${ieee} (binary16)` },
  bfloat16: {
    name: 'bfloat16',
    exponentBits: 8,
    fractionBits: 7,
    source: 'Intel: BFLOAT16 – Hardware Numerics Definition (2018): float32 cut to 16 bits',
  },
  float32: { name: 'float32', exponentBits: 8, fractionBits: 23, source: `${ieee} (binary32)` },
  float64: { name: 'float64', exponentBits: 11, fractionBits: 52, source: `${ieee} (binary64)` },
} as const satisfies { readonly [Name in FormatName]: NumberFormat & { readonly name: Name } };

export const formatNames: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

/** Bits of the whole number: sign, exponent and fraction. */
export const widthOf = (format: NumberFormat): number =>
  1 + format.exponentBits + format.fractionBits;

/** What is added to the exponent so that its field is never negative: 15, 127, 127, 1023. */
export const biasOf = (format: NumberFormat): number => 2 ** (format.exponentBits - 1) - 1;

/** Exponent of the smallest normal numbers, and of all subnormal ones: −14, −126, −126, −1022. */
export const minExponentOf = (format: NumberFormat): number => 1 - biasOf(format);
