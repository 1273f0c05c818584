import type { Rgb, Theme } from './color.ts';
import { colorOf, type Scale } from './scale.ts';

/** Numbers that may be read: a plain array or any typed one. */
export interface Readable {
  readonly length: number;
  readonly [index: number]: number;
}

/** Which numbers of a tensor make one picture: `data[offset + row·rowStride + column·columnStride]`. */
export interface MapView {
  readonly data: Readable;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Channel `channel` of the first image of an NHWC tensor of [1, rows, columns, channels]. */
export function channelView(
  data: Readable,
  rows: number,
  columns: number,
  channels: number,
  channel: number,
): MapView {
  const rowStride = columns * channels;
  return { data, offset: channel, rows, columns, rowStride, columnStride: channels };
}

/** The flat index of a view's cell in its tensor. */
export const indexIn = (view: MapView, row: number, column: number): number =>
  view.offset + row * view.rowStride + column * view.columnStride;

/**
 * Many small pictures on one canvas, one pixel for a number: a canvas of its own for each costs
 * five times as much. Draw all views, `upload` once, then copy each to the screen with
 * `drawImage`, enlarged without smoothing.
 */
export interface Atlas {
  readonly canvas: HTMLCanvasElement;
  /** Writes a view with its top left corner at (x, y), atlas pixels. */
  draw(view: MapView, scale: Scale, theme: Theme, x: number, y: number): void;
  /** Sends what was drawn since the last call to the canvas. */
  upload(): void;
}

/** An atlas of so many pixels. Throws where the browser gives no 2D canvas. */
export function createAtlas(width: number, height: number): Atlas {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Kept off the graphics card: it is written every frame, and read back at once.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  const image = context.createImageData(width, height);
  return {
    canvas,
    draw: (view, scale, theme, x, y) => drawView(image, view, scale, theme, x, y),
    upload: () => context.putImageData(image, 0, 0),
  };
}

/** Writes a view into image data at (x, y), fully opaque. */
export function drawView(
  image: { readonly data: Uint8ClampedArray; readonly width: number },
  view: MapView,
  scale: Scale,
  theme: Theme,
  x: number,
  y: number,
): void {
  for (let row = 0; row < view.rows; row++) {
    let at = 4 * ((y + row) * image.width + x);
    let from = view.offset + row * view.rowStride;
    for (let column = 0; column < view.columns; column++) {
      const color: Rgb = colorOf(scale, view.data[from], theme);
      image.data[at] = color[0];
      image.data[at + 1] = color[1];
      image.data[at + 2] = color[2];
      image.data[at + 3] = 255;
      at += 4;
      from += view.columnStride;
    }
  }
}
