import type { Scene } from './scene.ts';

/** The patch matrix P [out², k²]: row o holds what window o saw, in reading order (im2col). */
export const patchesOf = ({ padded, paths }: Scene): readonly number[] =>
  paths.map((path) => padded[path.padded]);

/** δ wᵀ [out², k²]: row o holds what entry o sends to each place of its window. */
export const sentMatrix = ({ upstream, kernel, paths }: Scene): readonly number[] =>
  paths.map((path) => upstream[path.out] * kernel[path.weight]);
