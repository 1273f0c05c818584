import { receptiveFields } from '../../core/receptive-field.ts';
import { coreGeometry, planWindow, type WindowPlan } from '../convolution/geometry.ts';

/** One convolution of a stack. `padding` pads by hand: cells on each side. */
export interface Layer {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: 'valid' | 'same';
  readonly channels: number;
}

/** What follows for a layer from those before it. */
export interface Stage {
  readonly plan: WindowPlan;
  /** Rows, and columns, of its output; and how many such maps. */
  readonly size: number;
  readonly channels: number;
  /** k · k · channels in · channels out, and a bias for each channel out. */
  readonly weights: number;
  readonly biases: number;
  /** Cells of the image, from the first to the last, that one of its cells can see: r + (k − 1)·d·j. */
  readonly field: number;
  /** Cells of the image between two neighbours of its output: j · s. */
  readonly jump: number;
}

export interface Stack {
  readonly stages: readonly Stage[];
  /** Why the next layer cannot be, if it cannot. */
  readonly refusal: string | undefined;
}

/** Shapes, parameters and receptive fields of layers on an image [size, size, channels]. */
export function stackUp(layers: readonly Layer[], size: number, channels: number): Stack {
  const stages: Stage[] = [];
  let before = { size, channels, field: 1, jump: 1 };
  for (const [index, layer] of layers.entries()) {
    const plan = planWindow({ ...layer, size: before.size });
    if ('refusal' in plan) return { stages, refusal: `Layer ${index + 1}: ${plan.refusal}` };
    const stage: Stage = {
      plan,
      size: plan.out,
      channels: layer.channels,
      weights: layer.kernel ** 2 * before.channels * layer.channels,
      biases: layer.channels,
      field: before.field + (layer.kernel - 1) * layer.dilation * before.jump,
      jump: before.jump * layer.stride,
    };
    stages.push(stage);
    before = stage;
  }
  return { stages, refusal: undefined };
}

/**
 * Which cells along one axis a cell of the last layer sees, layer by layer from the image up: the
 * first row are cells of the image, the last is the cell itself.
 */
export function seenBy(stages: readonly Stage[], cell: number): readonly (readonly number[])[] {
  const rows: number[][] = [[cell]];
  for (const { plan } of stages.toReversed()) {
    rows.unshift([...new Set(rows[0].flatMap((at) => inputsOf(plan, at)))].sort((a, b) => a - b));
  }
  return rows;
}

/** The cells that the window at `out` sees along one axis, without the padding's zeros. */
export function inputsOf(plan: WindowPlan, out: number): readonly number[] {
  const { columns } = receptiveFields(coreGeometry(plan), 'zero');
  return Array.from({ length: plan.kernel }, (_, k) => columns.seen(out, k)).filter(
    (at) => at >= 0,
  );
}
