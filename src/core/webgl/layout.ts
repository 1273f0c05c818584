/**
 * How numbers lie in a texture: four consecutive ones to a texel, 2^bits texels to a row, about as
 * many rows as columns. A power of two is found by shifts alone; and what draws works on squares of
 * 2 × 2 texels, so that a long single row would keep it half idle.
 */
export interface Layout {
  /** The width in texels is 2^bits. */
  readonly bits: number;
  readonly width: number;
  readonly height: number;
}

/** The texture that holds `size` numbers. */
export function layoutOf(size: number): Layout {
  const texels = Math.max(1, Math.ceil(size / 4));
  const bits = Math.ceil(Math.log2(texels) / 2);
  return { bits, width: 2 ** bits, height: Math.ceil(texels / 2 ** bits) };
}

/** GLSL: where texel `t` lies. */
export const texelPlace = (t: string, bits: string): string =>
  `ivec2((${t}) & ((1 << ${bits}) - 1), (${t}) >> ${bits})`;
