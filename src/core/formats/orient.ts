import { type HostTensor, type Numbers, type Shape, sameShape } from '../../trace/tensor.ts';

/** How a tensor of a file lies: as the page's own, turned round, or with its channels first. */
export type Orientation = 'same' | 'transposed' | 'channelsFirst';

/** How a tensor of `given` can be the parameter of `wanted`; undefined where it cannot. */
export function maybeOrientation(wanted: Shape, given: Shape): Orientation | undefined {
  if (sameShape(wanted, given)) return 'same';
  const [first, second, third, fourth] = wanted;
  if (wanted.length === 1) {
    const vectors = [[1, first], [first, 1], ...(first === 1 ? [[]] : [])];
    return fits(vectors, given) ? 'same' : undefined;
  }
  if (wanted.length === 2) {
    if (first === 1) {
      const side = Math.sqrt(second);
      return fits([[second], [second, 1], [side, side]], given) ? 'same' : undefined;
    }
    return fits([[second, first]], given) ? 'transposed' : undefined;
  }
  // HWIO here and in Keras; OIHW in PyTorch.
  return fits([[fourth, third, first, second]], given) ? 'channelsFirst' : undefined;
}

const fits = (shapes: readonly Shape[], given: Shape): boolean =>
  shapes.some((shape) => sameShape(shape, given));

/** The shapes that a parameter may have in a file, for a message: `64 × 400 or 400 × 64`. */
export function shapesOf(wanted: Shape): readonly Shape[] {
  const [first, second, third, fourth] = wanted;
  if (wanted.length === 4) return [wanted, [fourth, third, first, second]];
  if (wanted.length === 2 && first === 1) {
    const side = Math.sqrt(second);
    return [[side, side], [second], wanted];
  }
  return wanted.length === 2 ? [wanted, [second, first]] : [wanted];
}

/** The numbers in the page's own order. */
export function oriented(
  { shape, data }: HostTensor,
  wanted: Shape,
  orientation: Orientation,
): Float32Array {
  if (orientation === 'same') return Float32Array.from(data);
  if (orientation === 'transposed') return transposed(data, shape[0], shape[1]);
  return fromChannelsFirst(data, wanted);
}

/** [rows, columns] → [columns, rows]. */
function transposed(data: Numbers, rows: number, columns: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      out[column * rows + row] = data[row * columns + column];
    }
  }
  return out;
}

/** OIHW → HWIO. */
function fromChannelsFirst(data: Numbers, [height, width, ins, outs]: Shape): Float32Array {
  const out = new Float32Array(data.length);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let i = 0; i < ins; i++) {
        for (let o = 0; o < outs; o++) out[to++] = data[((o * ins + i) * height + y) * width + x];
      }
    }
  }
  return out;
}

/**
 * The columns of a matrix [out, in] behind a flattened picture, from the order channel, row, column
 * (PyTorch flattens so) to row, column, channel.
 */
export function channelsLast(
  data: Float32Array,
  outs: number,
  [height, width, channels]: Shape,
): Float32Array {
  const out = new Float32Array(data.length);
  const cells = height * width;
  const ins = cells * channels;
  for (let row = 0; row < outs; row++) {
    for (let cell = 0; cell < cells; cell++) {
      for (let channel = 0; channel < channels; channel++) {
        out[row * ins + cell * channels + channel] = data[row * ins + channel * cells + cell];
      }
    }
  }
  return out;
}
