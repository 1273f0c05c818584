import type { Theme } from './color.ts';
import { pixelsOf, type Scale } from './scale.ts';

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
 * `drawImage`, enlarged without smoothing. Numbers are taken not to change once they were drawn:
 * a view that lies at its place already is not drawn again.
 */
export interface Atlas {
  readonly canvas: HTMLCanvasElement;
  /** Writes a view with its top left corner at (x, y), atlas pixels. */
  draw(view: MapView, scale: Scale, theme: Theme, x: number, y: number): void;
  /** Sends what was drawn since the last call to the canvas. */
  upload(): void;
}

/** What lies at a place of an atlas. */
interface Drawn {
  readonly view: MapView;
  readonly scale: Scale;
  readonly theme: Theme;
  readonly x: number;
  readonly y: number;
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
  let drawn: Drawn[] = [];
  let changed = true;
  return {
    canvas,
    draw: (view, scale, theme, x, y) => {
      const now = { view, scale, theme, x, y };
      const place = drawn.findIndex((before) => before.x === x && before.y === y);
      const before = drawn[place];
      if (before && isSame(before, now)) return;
      if (before && isAsLarge(before, now)) drawn[place] = now;
      else drawn = [...drawn.filter((other) => !overlap(other, now)), now];
      drawView(image, view, scale, theme, x, y);
      changed = true;
    },
    upload: () => {
      if (changed) context.putImageData(image, 0, 0);
      changed = false;
    },
  };
}

/** Of two at the same place. */
const isSame = (a: Drawn, b: Drawn): boolean =>
  a.theme === b.theme &&
  a.scale.kind === b.scale.kind &&
  a.scale.end === b.scale.end &&
  a.view.data === b.view.data &&
  a.view.offset === b.view.offset &&
  a.view.rows === b.view.rows &&
  a.view.columns === b.view.columns &&
  a.view.rowStride === b.view.rowStride &&
  a.view.columnStride === b.view.columnStride;

const isAsLarge = (a: Drawn, b: Drawn): boolean =>
  a.view.rows === b.view.rows && a.view.columns === b.view.columns;

const overlap = (a: Drawn, b: Drawn): boolean =>
  a.x < b.x + b.view.columns &&
  b.x < a.x + a.view.columns &&
  a.y < b.y + b.view.rows &&
  b.y < a.y + a.view.rows;

/** Writes a view into image data at (x, y), fully opaque. */
export function drawView(
  image: { readonly data: Uint8ClampedArray; readonly width: number },
  view: MapView,
  scale: Scale,
  theme: Theme,
  x: number,
  y: number,
): void {
  const { buffer, byteOffset, length } = image.data;
  const pixels = new Uint32Array(buffer, byteOffset, length / 4);
  const colors = pixelsOf(scale.kind, theme);
  // colorOf, spelt out: the first picture of a page is drawn before anything is compiled, and one
  // pixel's calls would cost more than its colour.
  const last = colors.levels.length - 1;
  const zero = scale.kind === 'sequential' ? 0 : last / 2;
  const slope = (last - zero) / scale.end;
  for (let row = 0; row < view.rows; row++) {
    let at = (y + row) * image.width + x;
    let from = view.offset + row * view.rowStride;
    for (let column = 0; column < view.columns; column++) {
      const level = zero + slope * view.data[from];
      if (level <= 0) pixels[at] = colors.levels[0];
      else if (level >= last) pixels[at] = colors.levels[last];
      else if (level > 0) pixels[at] = colors.levels[Math.floor(level + 0.5)];
      else pixels[at] = colors.nowhere;
      at++;
      from += view.columnStride;
    }
  }
}
