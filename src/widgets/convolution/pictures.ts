import { shownDigit } from '../../digits/shown-digit.ts';
import type { Drawing } from '../../digits/strokes.ts';

/** Rows, and columns, of every picture: those of a digit. */
export const pictureSide = 28;

type Picture = readonly number[];

/** From a brightness of 0 … 1 at each pixel's centre, with the picture's middle at (0, 0). */
function painted(shade: (x: number, y: number) => number): Picture {
  return Array.from({ length: pictureSide ** 2 }, (_, i) => {
    const x = (i % pictureSide) + 0.5 - pictureSide / 2;
    const y = Math.floor(i / pictureSide) + 0.5 - pictureSide / 2;
    return Math.round(shade(x, y) * 100) / 100;
  });
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Ink that fades out over one pixel where `inside` falls from 1 to 0. */
const soft = (inside: number) => clamp(inside + 0.5);

function house(x: number, y: number): number {
  const roof = y < -1 && y > -11 && Math.abs(x) < y + 11.5;
  const wall = Math.abs(x) < 8 && y >= -1 && y < 11;
  const door = Math.abs(x - 3.5) < 2 && y > 4;
  const pane = Math.abs(x + 3.5) < 2 && Math.abs(y - 4) < 2;
  if (door || pane) return 0.15;
  return roof ? 1 : wall ? 0.6 : 0;
}

const made = {
  disc: painted((x, y) => soft(9 - Math.hypot(x, y))),
  stripes: painted((x, y) => (Math.floor((x + y + 40) / 4) % 2 === 0 ? 0.9 : 0.1)),
  house: painted(house),
};

export type PictureName = keyof typeof made;

export const pictureOf = (name: PictureName): Picture => made[name];

const pictures = new WeakMap<Drawing, Picture>();

/** The reader's digit as a network sees it, or a sample while nothing is drawn: 28 · 28, 0 … 1. */
export function digitOf(drawing: Drawing): Picture {
  const known = pictures.get(drawing) ?? [...shownDigit(drawing).pixels];
  pictures.set(drawing, known);
  return known;
}
