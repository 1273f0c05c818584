import { type PointerEvent, useCallback, useRef } from 'react';
import { type Atlas, createAtlas } from '../../draw/feature-map.ts';
import type { Scale } from '../../draw/scale.ts';
import { useCanvas } from '../../draw/use-canvas.ts';
import { useTheme } from '../../draw/use-theme.ts';

/** Cells under a window: the first one's place, how many along a side, and how far apart. */
export interface Taps {
  readonly row: number;
  readonly column: number;
  readonly count: number;
  readonly apart: number;
}

export interface MapPictureProps {
  /** What it shows, for those who hear the page. */
  readonly label: string;
  /** Row by row, [side · side]. */
  readonly values: readonly number[];
  readonly side: number;
  readonly scale: Scale;
  /** The image inside its padding: the rest is shown faintly. */
  readonly inside?: { readonly before: number; readonly size: number; readonly lit?: boolean };
  readonly taps?: Taps;
  /** Where the window stands next. */
  readonly next?: Taps;
  /** A cell was pressed, or dragged to. */
  readonly onPick?: (row: number, column: number) => void;
}

/** A map too large for figures, as pixels on one canvas, with the window on it. */
export function MapPicture(props: MapPictureProps) {
  const { label, values, side, scale, inside, taps, next, onPick } = props;
  const theme = useTheme();
  const atlas = useRef<Atlas>(undefined);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, width: number) => {
      const paper = getComputedStyle(context.canvas);
      const cell = width / side;
      if (atlas.current?.canvas.width !== side) atlas.current = createAtlas(side, side);
      const view = {
        data: values,
        offset: 0,
        rows: side,
        columns: side,
        rowStride: side,
        columnStride: 1,
      };
      atlas.current.draw(view, scale, theme, 0, 0);
      atlas.current.upload();
      context.imageSmoothingEnabled = false;
      context.drawImage(atlas.current.canvas, 0, 0, width, width);
      if (inside) fadeOutside(context, paper, inside, cell, side);
      if (next) outline(context, paper, next, cell, '--accent');
      if (taps) outline(context, paper, taps, cell, '--ink');
    },
    [values, side, scale, theme, inside, taps, next],
  );
  const canvas = useCanvas(paint);
  const pick = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!onPick || event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = (from: number) => Math.min(side - 1, Math.max(0, Math.floor(from)));
    onPick(
      at(((event.clientY - box.top) / box.height) * side),
      at(((event.clientX - box.left) / box.width) * side),
    );
  };
  return (
    <canvas
      ref={canvas}
      className="map-picture"
      role="img"
      aria-label={label}
      data-side={side}
      data-pickable={onPick ? true : undefined}
      onPointerDown={pick}
      onPointerMove={pick}
    />
  );
}

type Style = CSSStyleDeclaration;

/** Lays the paper thinly over what is not the image, and a line around the image. */
function fadeOutside(
  context: CanvasRenderingContext2D,
  style: Style,
  { before, size, lit }: { before: number; size: number; lit?: boolean },
  cell: number,
  side: number,
): void {
  const [from, length, whole] = [before * cell, size * cell, side * cell];
  const ring = new Path2D();
  ring.rect(0, 0, whole, whole);
  ring.rect(from, from, length, length);
  context.globalAlpha = 0.55;
  context.fillStyle = style.getPropertyValue(lit ? '--accent' : '--paper');
  context.fill(ring, 'evenodd');
  context.globalAlpha = 1;
  context.strokeStyle = style.getPropertyValue('--soft');
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.strokeRect(from + 0.5, from + 0.5, length - 1, length - 1);
  context.setLineDash([]);
}

/** A line around the window and, where its cells lie apart, around each of them. */
function outline(
  context: CanvasRenderingContext2D,
  style: Style,
  { row, column, count, apart }: Taps,
  cell: number,
  color: '--ink' | '--accent',
): void {
  const extent = ((count - 1) * apart + 1) * cell;
  context.strokeStyle = style.getPropertyValue('--paper');
  context.lineWidth = 4;
  context.strokeRect(column * cell, row * cell, extent, extent);
  context.strokeStyle = style.getPropertyValue(color);
  context.lineWidth = 2;
  context.strokeRect(column * cell, row * cell, extent, extent);
  if (apart === 1) return;
  context.lineWidth = 1;
  for (let i = 0; i < count * count; i++) {
    const down = (row + Math.floor(i / count) * apart) * cell;
    const right = (column + (i % count) * apart) * cell;
    context.strokeRect(right + 0.5, down + 0.5, cell - 1, cell - 1);
  }
}
