/**
 * How numbers lie in a texture: four consecutive ones to a texel, about as many rows as columns, for
 * what draws works on squares of 2 × 2 texels, and a single long row would keep it half idle. Rows
 * are powers of two long, so that a place is exact as a product of floats.
 */
export interface Layout {
  /** In texels: a power of two. */
  readonly width: number;
  readonly height: number;
}

/** Up to here every place is a whole number as a float. */
export const mostNumbers = 2 ** 24;

/** The texture that holds `size` numbers. */
export function layoutOf(size: number): Layout {
  const texels = Math.max(1, Math.ceil(size / 4));
  const width = 2 ** Math.ceil(Math.log2(texels) / 2);
  return { width, height: Math.ceil(texels / width) };
}

/** What GLSL must know of a texture: its width and 1 / width, both exact. */
export const placing = ({ width }: Layout): readonly [width: number, inverse: number] => [
  width,
  1 / width,
];

/**
 * GLSL: where the texel of number `i` lies. In floats: GPUs have no division of whole numbers, and
 * shifts by a variable are slow where the GPU is emulated. By a product: a quotient of floats may be
 * a few units off, a product with a power of two never is.
 */
export const texelPlace = `
ivec2 texelPlace(int i, float width, float inverse) {
  float texel = floor(float(i) * 0.25);
  float row = floor(texel * inverse);
  return ivec2(int(texel - row * width), int(row));
}`;
