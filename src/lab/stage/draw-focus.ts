import type { Pen } from '../../draw/pen.ts';
import type { Focus, SourceBox } from './focus.ts';
import { cellRect, type Rect, type StageLayout } from './layout.ts';
import type { Scene } from './scene.ts';

/** The cell in focus, the windows it was made of, and the lines of sight between them. */
export function drawFocus(context: Pen, scene: Scene, focus: Focus): void {
  const { layout, paint } = scene;
  const place = layout.columns.find(({ column }) => column === focus.column);
  if (!place) return;
  const cell = cellRect(place, focus.cell.index);
  const color = focus.cell.of === 'gradient' ? paint.positive : paint.accent;
  const boxes = focus.sources
    .flatMap((source) => {
      const box = maybeBoxRect(layout, source);
      return box ? [{ box, share: source.share }] : [];
    })
    .sort((a, b) => a.share - b.share);
  context.save();
  const main = boxes.at(-1);
  for (const { box, share } of boxes) {
    drawFrame(context, box, color, paint.paper, Math.max(0.25, share));
  }
  if (main) drawSight(context, main.box, cell, color, 0.8);
  drawFrame(context, grown(cell, 1.5), paint.ink, paint.paper, 1);
  context.restore();
}

/** Marks a cell without making it the focus. */
export function drawHint(context: Pen, scene: Scene): void {
  const { hinted, layout, frame, paint } = scene;
  if (!hinted || hinted.of === 'saved') return;
  const pass = hinted.of === 'gradient' ? 'gradient' : 'activation';
  const at = frame.columns.findIndex(
    ({ shown }) => shown.value === hinted.id && shown.pass === pass,
  );
  if (at === -1) return;
  drawFrame(
    context,
    grown(cellRect(layout.columns[at], hinted.index), 1.5),
    paint.ink,
    paint.paper,
    1,
  );
}

function maybeBoxRect(layout: StageLayout, source: SourceBox): Rect | undefined {
  const place = layout.columns.find(({ column }) => column === source.column);
  if (!place) return undefined;
  const { column } = source;
  const unit = place.units[source.unit];
  const [across, down] = [unit.width / column.columns, unit.height / column.rows];
  return {
    x: unit.x + source.cellColumn * across,
    y: unit.y + source.row * down,
    width: source.columns * across,
    height: source.rows * down,
  };
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** A line that is seen on any colour: paper around, colour within. */
function drawFrame(context: Pen, rect: Rect, color: string, paper: string, alpha: number): void {
  const { x, y, width, height } = rect;
  context.globalAlpha = alpha;
  context.strokeStyle = paper;
  context.lineWidth = 3.5;
  context.strokeRect(x, y, width, height);
  context.strokeStyle = color;
  context.lineWidth = 1.75;
  context.strokeRect(x, y, width, height);
}

/** From the corners of a window to the cell, as light falls through it. */
function drawSight(context: Pen, box: Rect, cell: Rect, color: string, alpha: number): void {
  const before = box.x < cell.x;
  const from = before ? box.x + box.width : box.x;
  const to = before ? cell.x : cell.x + cell.width;
  context.beginPath();
  context.moveTo(from, box.y);
  context.lineTo(to, cell.y);
  context.lineTo(to, cell.y + cell.height);
  context.lineTo(from, box.y + box.height);
  context.closePath();
  context.fillStyle = color;
  context.globalAlpha = alpha * 0.16;
  context.fill();
  context.globalAlpha = alpha;
  context.strokeStyle = color;
  context.lineWidth = 0.75;
  context.stroke();
}
