import { type Shape, shapeText } from '../trace/tensor.ts';

export type Padding = 'valid' | 'same' | 'full';
export type Pair = readonly [number, number];

/** Everything about a window that slides over [N, H, W, C], worked out once. All in cells. */
export interface WindowGeometry {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly dilationY: number;
  readonly dilationX: number;
  /** Zeros before the first row and column; the far side follows from the output's size. */
  readonly padTop: number;
  readonly padLeft: number;
}

/** A convolution's window has output channels besides. */
export interface ConvGeometry extends WindowGeometry {
  readonly outChannels: number;
}

interface Axis {
  readonly out: number;
  readonly before: number;
}

/**
 * Size of one axis after a convolution: ⌊(n + before + after − ke)/stride⌋ + 1 with
 * ke = (k − 1)·dilation + 1. 'same' is TensorFlow's: ⌈n/stride⌉ outputs, the odd zero goes last;
 * 'full' pads ke − 1 on both sides, so that every cell meets every weight.
 */
export function convAxis(
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: Padding,
): Axis {
  const extent = (kernel - 1) * dilation + 1;
  switch (padding) {
    case 'valid':
      return { out: Math.floor((size - extent) / stride) + 1, before: 0 };
    case 'full':
      return { out: Math.floor((size + extent - 2) / stride) + 1, before: extent - 1 };
    case 'same': {
      const out = Math.ceil(size / stride);
      const total = Math.max((out - 1) * stride + extent - size, 0);
      return { out, before: Math.floor(total / 2) };
    }
  }
}

/**
 * Size of one axis after pooling: ⌊(n − k)/s⌋ + 1; with `ceil` rounded up, less one if the last
 * window would start at or beyond the edge.
 */
export function poolAxis(size: number, window: number, stride: number, ceil: boolean): number {
  const exact = (size - window) / stride;
  if (!ceil) return Math.floor(exact) + 1;
  const out = Math.ceil(exact) + 1;
  return (out - 1) * stride >= size ? out - 1 : out;
}

/** x [N, H, W, C], kernel [kh, kw, C, O] → geometry; throws a RangeError that says what misfits. */
export function convGeometry(
  x: Shape,
  kernel: Shape,
  settings: { padding: Padding; strides: Pair; dilations: Pair },
): ConvGeometry {
  if (x.length !== 4) throw new RangeError(`needs images [N, H, W, C], got ${shapeText(x)}`);
  if (kernel.length !== 4 || kernel[2] !== x[3]) {
    throw new RangeError(
      `needs a kernel [height, width, ${x[3]}, out] for ${x[3]} input channels, got ${shapeText(kernel)}`,
    );
  }
  const { padding, strides, dilations } = settings;
  const y = convAxis(x[1], kernel[0], strides[0], dilations[0], padding);
  const across = convAxis(x[2], kernel[1], strides[1], dilations[1], padding);
  if (y.out < 1 || across.out < 1) {
    throw new RangeError(
      `a kernel of ${kernel[0]} × ${kernel[1]} does not fit into ${x[1]} × ${x[2]} with padding '${padding}'`,
    );
  }
  return {
    batch: x[0],
    inHeight: x[1],
    inWidth: x[2],
    channels: x[3],
    outHeight: y.out,
    outWidth: across.out,
    outChannels: kernel[3],
    windowHeight: kernel[0],
    windowWidth: kernel[1],
    strideY: strides[0],
    strideX: strides[1],
    dilationY: dilations[0],
    dilationX: dilations[1],
    padTop: y.before,
    padLeft: across.before,
  };
}

/** x [N, H, W, C] → geometry of a pooling window; throws a RangeError that says what misfits. */
export function poolGeometry(
  x: Shape,
  settings: { size: Pair; strides: Pair; ceil: boolean },
): WindowGeometry {
  if (x.length !== 4) throw new RangeError(`needs images [N, H, W, C], got ${shapeText(x)}`);
  const { size, strides, ceil } = settings;
  const outHeight = poolAxis(x[1], size[0], strides[0], ceil);
  const outWidth = poolAxis(x[2], size[1], strides[1], ceil);
  if (outHeight < 1 || outWidth < 1) {
    throw new RangeError(`a window of ${size.join(' × ')} does not fit into ${x[1]} × ${x[2]}`);
  }
  return {
    batch: x[0],
    inHeight: x[1],
    inWidth: x[2],
    channels: x[3],
    outHeight,
    outWidth,
    windowHeight: size[0],
    windowWidth: size[1],
    strideY: strides[0],
    strideX: strides[1],
    dilationY: 1,
    dilationX: 1,
    padTop: 0,
    padLeft: 0,
  };
}
