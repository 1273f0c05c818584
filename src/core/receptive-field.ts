import { type BorderGeometry, type BorderMode, borderGeometry, borderSource } from './border.ts';
import type { ConvGeometry } from './geometry.ts';
import { inputRow, outputRow } from './window.ts';

/** What a convolution sees beyond the edge of the image. */
export type Edge = 'zero' | BorderMode;

/** One place where a cell is seen: the window's position and its row (or column) in the window. */
export interface Sighting {
  readonly out: number;
  readonly k: number;
}

/** Which cells a sliding window sees along one axis, and which windows see a cell. */
export interface ReceptiveField {
  /** The cell that the window at `out` sees through its row `k`; −1 for a zero of the padding. */
  seen(out: number, k: number): number;
  /** Every window that sees cell `at`. Under a border several rows of one window may. */
  sightings(at: number): readonly Sighting[];
}

/** Rows and columns of a convolution, each by itself: windows are products of both. */
export function receptiveFields(
  g: ConvGeometry,
  edge: Edge,
): { rows: ReceptiveField; columns: ReceptiveField } {
  return {
    rows: field(edge, g.inHeight, g.outHeight, g.windowHeight, g.strideY, g.dilationY, g.padTop),
    columns: field(edge, g.inWidth, g.outWidth, g.windowWidth, g.strideX, g.dilationX, g.padLeft),
  };
}

function field(
  edge: Edge,
  size: number,
  outs: number,
  window: number,
  stride: number,
  dilation: number,
  before: number,
): ReceptiveField {
  const ks = Array.from({ length: window }, (_, k) => k);
  if (edge === 'zero') {
    return {
      seen: (out, k) => inputRow(out, k, stride, dilation, before, size),
      sightings: (at) =>
        ks
          .map((k) => ({ out: outputRow(at, k, stride, dilation, before, outs), k }))
          .filter(({ out }) => out >= 0),
    };
  }
  const seen = (out: number, k: number) =>
    borderSource(out * stride + k * dilation - before, size, edge);
  return {
    seen,
    sightings: (at) =>
      ks.flatMap((k) =>
        Array.from({ length: outs }, (_, out) => ({ out, k })).filter(
          (place) => seen(place.out, k) === at,
        ),
      ),
  };
}

/** The border that a convolution's padding asks for, and the convolution of the bordered image. */
export function bordered(
  g: ConvGeometry,
  mode: BorderMode,
): { border: BorderGeometry; inside: ConvGeometry } {
  const reachY = (g.outHeight - 1) * g.strideY + (g.windowHeight - 1) * g.dilationY + 1;
  const reachX = (g.outWidth - 1) * g.strideX + (g.windowWidth - 1) * g.dilationX + 1;
  const bottom = Math.max(reachY - g.inHeight - g.padTop, 0);
  const right = Math.max(reachX - g.inWidth - g.padLeft, 0);
  const border = borderGeometry(
    [g.batch, g.inHeight, g.inWidth, g.channels],
    { top: g.padTop, bottom, left: g.padLeft, right },
    mode,
  );
  const inside = {
    ...g,
    inHeight: g.padTop + g.inHeight + bottom,
    inWidth: g.padLeft + g.inWidth + right,
    padTop: 0,
    padLeft: 0,
  };
  return { border, inside };
}
