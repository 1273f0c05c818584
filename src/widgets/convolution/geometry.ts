import { type ConvGeometry, convAxis } from '../../core/geometry.ts';
import type { Edge } from '../../core/receptive-field.ts';

/**
 * How much is added around the image. `same` is TensorFlow's (⌈n/s⌉ outputs, the odd cell goes
 * last), `torch` is what PyTorch calls 'same' (stride 1 only), `half` is the padding that PyTorch
 * code writes by hand: ⌊d(k − 1)/2⌋ on both sides.
 */
export type PaddingRule = 'valid' | 'same' | 'torch' | 'half' | 'full';
export const paddingRules = ['valid', 'same', 'torch', 'half', 'full'] as const;

/** What stands in the padding. */
export const borders = ['zero', 'reflect', 'replicate', 'circular'] as const;

/** A square window on a square image, all in cells. */
export interface WindowSettings {
  /** n: rows, and columns, of the image. */
  readonly size: number;
  /** k: rows, and columns, of the kernel. */
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: PaddingRule;
}

/** A window that fits, with all that follows from its settings. */
export interface WindowPlan extends WindowSettings {
  /** Cells from a window's first to its last: d(k − 1) + 1. */
  readonly extent: number;
  /** Cells added above and to the left. */
  readonly before: number;
  /** Cells added below and to the right. */
  readonly after: number;
  /** n + before + after. */
  readonly padded: number;
  /** Windows along one axis: ⌊(padded − extent)/s⌋ + 1. */
  readonly out: number;
  /** Rows at the end of the padded image that no window reaches. */
  readonly unused: number;
}

/** Settings that no library would run, and why. */
export interface Refusal {
  readonly refusal: string;
}

/** Works out sizes and padding, or says in words what cannot be. */
export function planWindow(settings: WindowSettings): WindowPlan | Refusal {
  const { size, kernel, stride, dilation, padding } = settings;
  const extent = dilation * (kernel - 1) + 1;
  if (padding === 'torch' && stride > 1) {
    return {
      refusal: `PyTorch refuses padding='same' with a stride of ${stride}: an output of the input's size is not to be had when ${stride - 1 === 1 ? 'every second window is' : 'two of three windows are'} skipped. Choose TensorFlow's 'same', or pad by hand.`,
    };
  }
  const { before, after } = amounts(settings, extent);
  const padded = size + before + after;
  if (extent > padded) {
    const reach = dilation === 1 ? '' : `, spread over ${extent} by its dilation,`;
    return {
      refusal: `A kernel of ${kernel} × ${kernel}${reach} does not fit into ${padded} × ${padded}: there is no place to put it even once, and no output.`,
    };
  }
  const out = Math.floor((padded - extent) / stride) + 1;
  const unused = padded - extent - (out - 1) * stride;
  return { ...settings, extent, before, after, padded, out, unused };
}

/** Cells added on each side of an axis. */
function amounts(settings: WindowSettings, extent: number): { before: number; after: number } {
  const { size, kernel, stride, dilation, padding } = settings;
  switch (padding) {
    case 'valid':
      return { before: 0, after: 0 };
    case 'half': {
      const each = Math.floor((extent - 1) / 2);
      return { before: each, after: each };
    }
    case 'full':
      return { before: extent - 1, after: extent - 1 };
    case 'torch':
    case 'same': {
      const { out, before } = convAxis(size, kernel, stride, dilation, 'same');
      return { before, after: Math.max((out - 1) * stride + extent - size, 0) - before };
    }
  }
}

/** The same window as the core knows it: one image of one channel, one kernel. */
export function coreGeometry(plan: WindowPlan): ConvGeometry {
  return {
    batch: 1,
    channels: 1,
    outChannels: 1,
    inHeight: plan.size,
    inWidth: plan.size,
    outHeight: plan.out,
    outWidth: plan.out,
    windowHeight: plan.kernel,
    windowWidth: plan.kernel,
    strideY: plan.stride,
    strideX: plan.stride,
    dilationY: plan.dilation,
    dilationX: plan.dilation,
    padTop: plan.before,
    padLeft: plan.before,
  };
}

/**
 * A mirror has n − 1 cells to show and a circle n; where the padding is wider, the picture goes
 * round again. NumPy does so as well, PyTorch refuses. Undefined where nothing is to be said.
 */
export function borderRemark(plan: WindowPlan, border: Edge): string | undefined {
  const widest = Math.max(plan.before, plan.after);
  if (border === 'reflect' && widest >= plan.size) {
    return `A mirror shows at most ${plan.size - 1} cells, and ${widest} are wanted: here it is mirrored again, as in NumPy. PyTorch refuses.`;
  }
  if (border === 'circular' && widest > plan.size) {
    return `Once round is ${plan.size} cells, and ${widest} are wanted: here it goes round again, as in NumPy. PyTorch refuses.`;
  }
  return undefined;
}
