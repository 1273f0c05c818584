import { borderSource } from '../../core/border.ts';
import { type Edge, receptiveFields } from '../../core/receptive-field.ts';
import { coreGeometry, type WindowPlan } from './geometry.ts';

/** One of the k · k products that make an output cell. */
export interface Tap {
  /** Flat index into the kernel. */
  readonly weight: number;
  /** Flat index into the padded image, `plan.padded` cells wide. */
  readonly padded: number;
  /** Flat index into the image of the cell whose value is read; −1 for a zero of the padding. */
  readonly source: number;
}

/** The products of output cell `index`, in the order in which a kernel is read. */
export function tapsOf(plan: WindowPlan, border: Edge, index: number): readonly Tap[] {
  const { rows, columns } = receptiveFields(coreGeometry(plan), border);
  const { kernel, stride, dilation, out } = plan;
  const [row, column] = [Math.floor(index / out), index % out];
  return Array.from({ length: kernel * kernel }, (_, weight) => {
    const [u, v] = [Math.floor(weight / kernel), weight % kernel];
    const [y, x] = [rows.seen(row, u), columns.seen(column, v)];
    const down = row * stride + u * dilation;
    const right = column * stride + v * dilation;
    return {
      weight,
      padded: down * plan.padded + right,
      source: y < 0 || x < 0 ? -1 : y * plan.size + x,
    };
  });
}

/** Which image cell stands at a cell of the padded image; −1 for a zero. */
export function sourceOf(plan: WindowPlan, border: Edge, padded: number): number {
  const row = Math.floor(padded / plan.padded) - plan.before;
  const column = (padded % plan.padded) - plan.before;
  const inside = (at: number) => at >= 0 && at < plan.size;
  if (inside(row) && inside(column)) return row * plan.size + column;
  if (border === 'zero') return -1;
  return borderSource(row, plan.size, border) * plan.size + borderSource(column, plan.size, border);
}

/** Every cell of the padded image, row by row, as the windows see it. */
export function paddedImage(
  x: ArrayLike<number>,
  plan: WindowPlan,
  border: Edge,
): readonly number[] {
  return Array.from({ length: plan.padded ** 2 }, (_, at) => {
    const source = sourceOf(plan, border, at);
    return source < 0 ? 0 : x[source];
  });
}
