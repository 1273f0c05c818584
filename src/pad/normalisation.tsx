import { useCallback } from 'react';
import { BOX_SIDE, CENTRE, PAD_PEN, type Raster, toImage } from '../digits/raster.ts';
import type { Drawing } from '../digits/strokes.ts';
import type { Theme } from '../draw/color.ts';
import { createAtlas } from '../draw/feature-map.ts';
import { formatFixed, formatNumber } from '../draw/number.ts';
import { sequential } from '../draw/scale.ts';
import { useCanvas } from '../draw/use-canvas.ts';
import { useTheme } from '../draw/use-theme.ts';
import { drawInk } from './ink.ts';

interface NormalisationProps {
  readonly drawing: Drawing;
  readonly raster: Raster | undefined;
}

const SIDE = 28;
const white = sequential(1);

/** From the pad to the network's 28 × 28 pixels, step by step, in the open. */
export function Normalisation({ drawing, raster }: NormalisationProps) {
  const theme = useTheme();
  const paint = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      const gap = (width - 3 * height) / 2;
      for (const [index, panel] of panels.entries()) {
        context.save();
        context.translate(index * (height + gap), 0);
        context.strokeStyle = hairline[theme];
        context.strokeRect(0.5, 0.5, height - 1, height - 1);
        context.beginPath();
        context.rect(0, 0, height, height);
        context.clip();
        if (raster) panel(context, { drawing, raster, theme, side: height });
        context.restore();
      }
    },
    [drawing, raster, theme],
  );
  const canvas = useCanvas(paint);
  return (
    <figure className="normalisation">
      <canvas ref={canvas} role="img" aria-label={inWords(raster)} />
      <figcaption aria-hidden="true">
        <span>its box</span>
        <span>to 20 × 20</span>
        <span>{raster ? `by ${moveText(raster)}` : 'centred'}</span>
      </figcaption>
    </figure>
  );
}

const moveText = ({ placement: { shift } }: Raster): string =>
  `${formatFixed(shift.x, 1, true)}, ${formatFixed(shift.y, 1, true)}`;

function inWords(raster: Raster | undefined): string {
  if (!raster) return 'How the drawing becomes 28 by 28 pixels: nothing is drawn yet';
  const { shift } = raster.placement;
  return `How the drawing becomes 28 by 28 pixels: its box is scaled to 20 by 20, then its centre of mass is moved to the middle, by ${formatNumber(shift.x, { digits: 2 })} pixels across and ${formatNumber(shift.y, { digits: 2 })} down`;
}

const hairline: Readonly<Record<Theme, string>> = { light: '#d6cfc2', dark: '#3d434a' };
const ink: Readonly<Record<Theme, string>> = { light: '#22201c', dark: '#e8e4dc' };
const teal: Readonly<Record<Theme, string>> = { light: '#0a6a68', dark: '#4fbdb5' };

interface Panel extends NormalisationProps {
  readonly raster: Raster;
  readonly theme: Theme;
  readonly side: number;
}

type Painter = (context: CanvasRenderingContext2D, panel: Panel) => void;

const drawBox: Painter = (context, { drawing, raster, theme, side }) => {
  const { box } = raster.placement;
  context.strokeStyle = ink[theme];
  drawInk(context, drawing, side);
  context.lineWidth = 1;
  context.strokeStyle = teal[theme];
  context.strokeRect(box.left * side, box.top * side, box.width * side, box.height * side);
};

const drawScaled: Painter = (context, { drawing, raster, theme, side }) => {
  const { placement } = raster;
  const pixel = side / SIDE;
  context.strokeStyle = ink[theme];
  context.lineWidth = PAD_PEN.width * pixel;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  for (const stroke of drawing) {
    for (const [index, point] of stroke.entries()) {
      const at = toImage(placement, point);
      const x = (at.x - placement.shift.x) * pixel;
      const y = (at.y - placement.shift.y) * pixel;
      if (index === 0) context.moveTo(x, y);
      context.lineTo(x, y);
    }
  }
  context.stroke();
  const edge = ((SIDE - BOX_SIDE) / 2) * pixel;
  context.lineWidth = 1;
  context.strokeStyle = teal[theme];
  context.strokeRect(edge, edge, BOX_SIDE * pixel, BOX_SIDE * pixel);
  drawCross(context, placement.mass.x * pixel, placement.mass.y * pixel, theme);
};

const drawPixels: Painter = (context, { raster, theme, side }) => {
  const atlas = createAtlas(SIDE, SIDE);
  const view = { data: raster.pixels, offset: 0, rows: SIDE, columns: SIDE };
  atlas.draw({ ...view, rowStride: SIDE, columnStride: 1 }, white, theme, 0, 0);
  atlas.upload();
  context.imageSmoothingEnabled = false;
  context.drawImage(atlas.canvas, 1, 1, side - 2, side - 2);
  drawCross(context, (CENTRE / SIDE) * side, (CENTRE / SIDE) * side, theme);
};

function drawCross(context: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  for (const [width, color] of [
    [3.5, theme === 'dark' ? '#15171a' : '#fcfbf8'],
    [1.5, theme === 'dark' ? '#ffb066' : '#b04f06'],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.beginPath();
    context.moveTo(x - 5, y);
    context.lineTo(x + 5, y);
    context.moveTo(x, y - 5);
    context.lineTo(x, y + 5);
    context.stroke();
  }
}

const panels: readonly Painter[] = [drawBox, drawScaled, drawPixels];
