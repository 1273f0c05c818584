import { cssOf, type Theme } from '../../../draw/color.ts';
import type { Pen } from '../../../draw/pen.ts';
import { colorOf, textOn } from '../../../draw/scale.ts';
import type { Rect } from '../layout.ts';
import type { BoardView } from '../pose.ts';
import type { Palette } from '../scene.ts';
import { PANEL } from '../world.ts';
import type { BoardGrid, BoardText } from './board.ts';
import { cellFigure } from './sheet.ts';

/** From this side on, in pixels of the screen, a cell says its number. */
export const READABLE = 27;
/** Smaller letters than this are left away; up to half as large again they fade in. */
const SMALLEST_TEXT = 6.5;

interface Sight {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly paint: Palette;
}

/** Draws a board as large as it is seen: first its colours, nearer its words, nearer its numbers. */
export function drawBoard(context: Pen, { board, rect, alpha }: BoardView, sight: Sight): void {
  if (alpha < 0.01) return;
  const k = rect.width / board.width;
  context.save();
  context.globalAlpha = alpha;
  drawPanel(context, board, rect, sight, alpha);
  for (const grid of board.grids) drawGrid(context, grid, { x: rect.x, y: rect.y, k }, sight);
  context.textBaseline = 'middle';
  for (const text of board.texts)
    drawText(context, text, { x: rect.x, y: rect.y, k }, sight, alpha);
  context.globalAlpha = alpha;
  context.strokeStyle = sight.paint.ink;
  context.lineWidth = 1;
  for (const { x, y, width } of board.rules) {
    context.beginPath();
    context.moveTo(rect.x + k * x, rect.y + k * y);
    context.lineTo(rect.x + k * (x + width), rect.y + k * y);
    context.stroke();
  }
  context.restore();
}

/** Seen from afar the words on a board are too small: then its head says what it is about. */
const AFAR = { from: 0.75, to: 0.6 };
const { head: HEAD, foot: FOOT, edge: EDGE } = PANEL;

/** The board's ground, with a head and a foot as long as it is far away. */
function drawPanel(
  context: Pen,
  { width, title, value }: BoardView['board'],
  rect: Rect,
  { paint }: Sight,
  alpha: number,
): void {
  const k = rect.width / width;
  const afar = Math.min(1, Math.max(0, (AFAR.from - k) / (AFAR.from - AFAR.to)));
  const edge = { x: rect.x - EDGE, y: rect.y - EDGE - HEAD * afar, width: rect.width + 2 * EDGE };
  const height = rect.height + 2 * EDGE + (HEAD + FOOT) * afar;
  context.globalAlpha = alpha;
  context.fillStyle = paint.paper;
  context.fillRect(edge.x, edge.y, edge.width, height);
  if (afar === 0) return;
  context.globalAlpha = alpha * afar;
  context.strokeStyle = paint.soft;
  context.lineWidth = 0.75;
  context.strokeRect(edge.x, edge.y, edge.width, height);
  if (rect.width < 120) return;
  context.textBaseline = 'middle';
  context.fillStyle = paint.ink;
  context.textAlign = 'start';
  context.font = `400 ${edge.width < 320 ? 10 : 12}px Inter, system-ui, sans-serif`;
  // On a phone there is room for the place alone: the layer's name stands above.
  const place = title.slice(title.indexOf(', ') + 2).replace(/, row (\d+), column /, ' · $1, ');
  const short = edge.width < 320 ? place : title;
  context.save();
  context.beginPath();
  context.rect(edge.x, edge.y, edge.width - 52, height);
  context.clip();
  context.fillText(title.includes(', ') ? short : title, edge.x + 10, edge.y + 17);
  context.restore();
  context.textAlign = 'end';
  context.font = '600 13px Inter, system-ui, sans-serif';
  context.fillText(value, edge.x + edge.width - 10, edge.y + 17);
  context.font = '400 11px Inter, system-ui, sans-serif';
  context.fillStyle = paint.soft;
  context.fillText('press to come nearer', edge.x + edge.width - 10, edge.y + height - 13);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

function drawGrid(
  context: Pen,
  { x, y, side, across, values, scale, figures, marks = [] }: BoardGrid,
  at: Place,
  { theme, paint, width, height }: Sight,
): void {
  const cell = side * at.k;
  const left = at.x + x * at.k;
  const top = at.y + y * at.k;
  const down = Math.ceil(values.length / across);
  if (left > width || top > height || left + across * cell < 0 || top + down * cell < 0) return;
  const gap = cell > 12 ? 1 : 0;
  const written = cell >= READABLE;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${Math.min(14, cell * 0.34).toFixed(1)}px Inter, system-ui, sans-serif`;
  for (let index = 0; index < values.length; index++) {
    const cx = left + (index % across) * cell;
    const cy = top + Math.floor(index / across) * cell;
    if (cx > width || cy > height || cx + cell < 0 || cy + cell < 0) continue;
    const color = colorOf(scale, values[index], theme);
    context.fillStyle = cssOf(color);
    context.fillRect(cx, cy, cell - gap, cell - gap);
    if (!written) continue;
    context.fillStyle = cssOf(textOn(color));
    context.fillText(cellFigure(values[index], figures), cx + cell / 2, cy + cell / 2 + 0.5);
  }
  context.strokeStyle = paint.hairline;
  context.lineWidth = 1;
  const rows = Math.floor(values.length / across);
  context.strokeRect(left - 0.5, top - 0.5, across * cell + 1 - gap, rows * cell + 1 - gap);
  for (const mark of marks) {
    const cx = left + (mark.at % across) * cell;
    const cy = top + Math.floor(mark.at / across) * cell;
    drawMark(context, mark.as, { x: cx, y: cy, side: cell - gap }, paint);
  }
}

function drawMark(
  context: Pen,
  as: 'won' | 'tie' | 'here',
  { x, y, side }: { x: number; y: number; side: number },
  paint: Palette,
): void {
  context.save();
  context.beginPath();
  if (as === 'tie') {
    context.rect(x, y, side, side);
    context.clip();
    context.beginPath();
    for (let from = -side; from < side; from += Math.max(4, side / 9)) {
      context.moveTo(x + from, y + side);
      context.lineTo(x + from + side, y);
    }
    context.globalAlpha *= 0.5;
    context.strokeStyle = paint.soft;
    context.lineWidth = 1;
    context.stroke();
  } else {
    const inset = as === 'here' ? Math.min(5, side / 8) : 1;
    context.strokeStyle = as === 'here' ? paint.ink : paint.accent;
    context.lineWidth = as === 'here' ? 1.5 : Math.max(1.5, Math.min(3, side / 14));
    context.setLineDash(as === 'here' ? [4, 3] : []);
    context.strokeRect(x + inset, y + inset, side - 2 * inset, side - 2 * inset);
  }
  context.restore();
}

function drawText(
  context: Pen,
  { x, y, text, size, align = 'start', tone = 'ink', strong }: BoardText,
  at: Place,
  { paint }: Sight,
  alpha: number,
): void {
  const pixels = size * at.k;
  if (pixels < SMALLEST_TEXT) return;
  context.globalAlpha = alpha * Math.min(1, (pixels - SMALLEST_TEXT) / (0.3 * SMALLEST_TEXT) + 0.3);
  context.font = `${strong ? 600 : 400} ${pixels.toFixed(1)}px Inter, system-ui, sans-serif`;
  context.textAlign = align;
  context.fillStyle = paint[tone];
  context.fillText(text, at.x + at.k * x, at.y + at.k * y);
}
