import type { HostArray } from '../../core/host/array.ts';
import { HostOps } from '../../core/host/ops.ts';
import { bordered, type Edge } from '../../core/receptive-field.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { coreGeometry, type WindowPlan } from './geometry.ts';

type Row = ArrayLike<number>;

const ops = new HostOps('float64');

/** Runs on the core in float64; buffers are given back, so the result is a copy. */
function run(work: () => HostArray): readonly number[] {
  try {
    return Array.from(work().data);
  } finally {
    ops.reset();
  }
}

const image = (data: Row, side: number) =>
  ops.upload(hostTensor([1, side, side, 1], Float64Array.from(data)));
const weights = (kernel: Row, { kernel: k }: WindowPlan) =>
  ops.upload(hostTensor([k, k, 1, 1], Float64Array.from(kernel)));

/** y [out · out] = x [n · n] correlated with the kernel [k · k]; the kernel is not turned. */
export function correlate(x: Row, kernel: Row, plan: WindowPlan, border: Edge): readonly number[] {
  const g = coreGeometry(plan);
  return run(() => {
    if (border === 'zero') return ops.conv2d(image(x, plan.size), weights(kernel, plan), g);
    const { border: ring, inside } = bordered(g, border);
    return ops.conv2d(ops.border(image(x, plan.size), ring), weights(kernel, plan), inside);
  });
}

/** ∂L/∂x [n · n] for upstream gradients ∂L/∂y [out · out]: the same wires, walked back. */
export function correlateBack(
  upstream: Row,
  kernel: Row,
  plan: WindowPlan,
  border: Edge,
): readonly number[] {
  const g = coreGeometry(plan);
  return run(() => {
    const arriving = image(upstream, plan.out);
    if (border === 'zero') return ops.conv2dInputGradient(arriving, weights(kernel, plan), g);
    const { border: ring, inside } = bordered(g, border);
    return ops.borderGradient(
      ops.conv2dInputGradient(arriving, weights(kernel, plan), inside),
      ring,
    );
  });
}

/** ∂L/∂K [k · k] for upstream gradients ∂L/∂y [out · out]. */
export function kernelGradient(
  x: Row,
  upstream: Row,
  plan: WindowPlan,
  border: Edge,
): readonly number[] {
  const g = coreGeometry(plan);
  return run(() => {
    const arriving = image(upstream, plan.out);
    if (border === 'zero') return ops.conv2dKernelGradient(image(x, plan.size), arriving, g);
    const { border: ring, inside } = bordered(g, border);
    return ops.conv2dKernelGradient(ops.border(image(x, plan.size), ring), arriving, inside);
  });
}

/** How many windows see each cell [n · n]: the gradient of Σ y by x under a kernel of ones. */
export function coverage(plan: WindowPlan, border: Edge): readonly number[] {
  const ones = (count: number) => new Float64Array(count).fill(1);
  return correlateBack(ones(plan.out ** 2), ones(plan.kernel ** 2), plan, border);
}
