import type { WindowPlan } from './geometry.ts';

/**
 * The convolution that the way back is: over the upstream gradient with its holes, stride 1, with the
 * turned kernel, padded by what is left of extent − 1 on each side. Valid becomes full, full becomes
 * valid, same stays same.
 */
export function transposedPlan(plan: WindowPlan): WindowPlan {
  const { size, kernel, dilation, extent } = plan;
  const spread = spreadSide(plan);
  const before = extent - 1 - plan.before;
  const after = size + extent - 1 - spread - before;
  return {
    size: spread,
    kernel,
    stride: 1,
    dilation,
    padding: plan.padding === 'valid' ? 'full' : plan.padding === 'full' ? 'valid' : plan.padding,
    extent,
    before,
    after,
    padded: spread + before + after,
    out: size,
    unused: 0,
  };
}

/** Rows, and columns, of an upstream gradient with its holes: (out − 1)·s + 1. */
const spreadSide = ({ out, stride }: WindowPlan): number => (out - 1) * stride + 1;

/** The upstream gradient [out · out] with s − 1 zeros between neighbours, row by row. */
export function withHoles(upstream: ArrayLike<number>, plan: WindowPlan): readonly number[] {
  const side = spreadSide(plan);
  const { out, stride } = plan;
  return Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    if (row % stride !== 0 || column % stride !== 0) return 0;
    return upstream[(row / stride) * out + column / stride];
  });
}
