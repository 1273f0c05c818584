import { cssOf } from '../../draw/color.ts';
import { type Atlas, channelView } from '../../draw/feature-map.ts';
import { formatNumber } from '../../draw/number.ts';
import type { Pen } from '../../draw/pen.ts';
import { colorOf } from '../../draw/scale.ts';
import type { Trace } from '../../trace/trace.ts';
import { drawBoard } from './board/draw-board.ts';
import { drawFocus, drawHint } from './draw-focus.ts';
import { drawNumbers, drawSight, drawWeights } from './draw-opened.ts';
import { drawWires } from './draw-wires.ts';
import type { ColumnFrame, Shown } from './frame.ts';
import type { ColumnLayout, Rect } from './layout.ts';
import { PALE, type Scene } from './scene.ts';
import { numbersOf, shownScale } from './shown-scale.ts';
import type { Size } from './use-size.ts';

/** Draws the whole network: wires beneath, pictures, then what is in focus. */
export function drawStage(context: Pen, atlas: Atlas, scene: Scene): void {
  if (scene.trace) drawWires(context, scene, scene.trace);
  const pictures = scene.trace ? fillAtlas(atlas, scene, scene.trace) : [];
  for (const [index, place] of scene.layout.columns.entries()) {
    if (!isSeen(place.box, scene.view)) continue;
    const frame = scene.frame.columns[index];
    const [shown, before] = pictures[index] ?? [];
    for (const unit of place.units) clear(context, unit, scene.paint.paper);
    if (scene.trace) {
      const strength = frame.state === 'ahead' ? PALE : 1;
      if (frame.progress < 1) {
        drawPictures(context, scene, place, frame.before ?? frame.shown, before ?? shown, {
          alpha: frame.before ? 1 : PALE,
        });
      }
      drawPictures(context, scene, place, frame.shown, shown, {
        alpha: strength * (sweeps(frame) ? 1 : fade(frame)),
        until: sweeps(frame) ? frame.progress : 1,
      });
    }
    drawEdges(context, scene, place, frame);
    if (scene.trace) drawNumbers(context, scene, scene.trace, place, frame);
  }
  drawSight(context, scene);
  if (scene.trace && scene.focus) drawFocus(context, scene, scene.focus);
  if (scene.trace) drawHint(context, scene);
  if (scene.trace) drawWeights(context, scene, scene.trace, scene.groups);
  veil(context, scene);
  for (const board of scene.boards) drawBoard(context, board, { ...scene.view, ...scene });
}

/** At one cell all else gives way to its sum. */
function veil(context: Pen, { view, paint, closing }: Scene): void {
  if (closing <= 0) return;
  context.globalAlpha = closing;
  context.fillStyle = paint.paper;
  context.fillRect(0, 0, view.width, view.height);
  context.globalAlpha = 1;
}

const isSeen = ({ x, y, width, height }: Rect, view: Size): boolean =>
  x < view.width + 30 && y < view.height && x + width > -30 && y + height > 0;

const fade = ({ progress }: ColumnFrame): number => Math.max(0.001, progress);

/** Layers whose cells do not wait for each other fade in; the others are filled cell by cell. */
function sweeps({ column, shown, progress }: ColumnFrame): boolean {
  if (progress >= 1) return false;
  return shown.value === column.values[0].id || column.maps === 0;
}

interface AtlasPlace {
  readonly x: number;
  readonly y: number;
}

/** Writes every map that is to be seen side by side into the atlas, and sends it off once. */
function fillAtlas(atlas: Atlas, { frame, theme }: Scene, trace: Trace) {
  let x = 0;
  let y = 0;
  let shelf = 0;
  const put = ({ column }: ColumnFrame, shown: Shown): AtlasPlace[] => {
    const { data } = numbersOf(trace, shown);
    const scale = shownScale(trace, shown);
    return Array.from({ length: column.maps }, (_, map) => {
      if (x + column.columns > atlas.canvas.width) {
        x = 0;
        y += shelf;
        shelf = 0;
      }
      const at = { x, y };
      const view = channelView(data, column.rows, column.columns, column.maps, map);
      atlas.draw(view, scale, theme, x, y);
      x += column.columns;
      shelf = Math.max(shelf, column.rows);
      return at;
    });
  };
  const places = frame.columns.map((column) => [
    put(column, column.shown),
    ...(column.before && column.progress < 1 ? [put(column, column.before)] : []),
  ]);
  atlas.upload();
  return places.map((pair) => pair.map((maps) => ({ canvas: atlas.canvas, maps })));
}

interface Pictures {
  readonly canvas: HTMLCanvasElement;
  readonly maps: readonly AtlasPlace[];
}

function drawPictures(
  context: Pen,
  { trace, theme }: Scene,
  { column, units }: ColumnLayout,
  shown: Shown,
  pictures: Pictures | undefined,
  { alpha, until = 1 }: { alpha: number; until?: number },
): void {
  if (!trace || !pictures) return;
  context.globalAlpha = alpha;
  context.imageSmoothingEnabled = false;
  if (column.maps > 0) {
    for (const [map, unit] of units.entries()) {
      blit(context, pictures, pictures.maps[map], column, unit, until);
    }
  } else {
    const { data } = numbersOf(trace, shown);
    const scale = shownScale(trace, shown);
    for (let i = 0; i < Math.floor(until * units.length + 1e-9); i++) {
      context.fillStyle = cssOf(colorOf(scale, data[i], theme));
      const { x, y, width, height } = units[i];
      context.fillRect(x, y, width, height);
    }
  }
  context.globalAlpha = 1;
}

/** Copies a map, row by row up to the cell where the step is. */
function blit(
  context: Pen,
  { canvas }: Pictures,
  { x, y }: AtlasPlace,
  { rows, columns }: { rows: number; columns: number },
  unit: Rect,
  until: number,
): void {
  if (until >= 1) {
    context.drawImage(canvas, x, y, columns, rows, unit.x, unit.y, unit.width, unit.height);
    return;
  }
  const cells = Math.floor(until * rows * columns);
  const full = Math.floor(cells / columns);
  const rest = cells % columns;
  const [across, down] = [unit.width / columns, unit.height / rows];
  if (full > 0) {
    context.drawImage(canvas, x, y, columns, full, unit.x, unit.y, unit.width, full * down);
  }
  if (rest > 0) {
    const top = unit.y + full * down;
    context.drawImage(canvas, x, y + full, rest, 1, unit.x, top, rest * across, down);
  }
}

function clear(context: Pen, unit: Rect, paper: string): void {
  context.fillStyle = paper;
  context.fillRect(unit.x, unit.y, unit.width, unit.height);
}

function drawEdges(
  context: Pen,
  scene: Scene,
  { column, units }: ColumnLayout,
  { state, shown }: ColumnFrame,
): void {
  const { paint } = scene;
  const now = state === 'now';
  const vector = column.maps === 0;
  context.strokeStyle = now && !vector ? paint.ink : paint.hairline;
  context.lineWidth = now && !vector ? 1.5 : units.length > 16 ? 0.5 : 1;
  for (const { x, y, width, height } of units) context.strokeRect(x, y, width, height);
  if (now && vector) outline(context, units, paint.ink);
  context.font = '500 12px Inter, system-ui, sans-serif';
  context.textBaseline = 'middle';
  for (const [index, { x, y, width, height }] of units.entries()) {
    if (!column.names) break;
    context.fillStyle = now ? paint.ink : paint.soft;
    context.fillText(column.names[index], x + width + 7, y + height / 2 + 0.5);
  }
  if (units.length === 1 && vector && scene.trace) {
    drawFigure(context, scene, units[0], numbersOf(scene.trace, shown).data[0], state, shown);
  }
}

/** A lone number is written out: nobody reads a loss from a colour. */
function drawFigure(
  context: Pen,
  { paint, frame }: Scene,
  { x, y, width, height }: Rect,
  value: number,
  state: ColumnFrame['state'],
  { pass }: Shown,
): void {
  context.clearRect(x, y, width, height);
  context.fillStyle = state === 'ahead' ? paint.soft : paint.ink;
  context.textAlign = 'center';
  const text = formatNumber(value, { digits: 3, signed: pass === 'gradient' });
  if (state !== 'ahead' || frame.backward) {
    // A power of ten stands beneath its figures: the box is narrow.
    const lines = text.split(' × ').map((part, line) => (line === 0 ? part : `× ${part}`));
    for (const [line, part] of lines.entries()) {
      const down = 16 * (line - (lines.length - 1) / 2);
      context.fillText(part, x + width / 2, y + height / 2 + down);
    }
  }
  context.strokeRect(x, y, width, height);
  context.textAlign = 'start';
}

/** One line around many small cells. */
function outline(context: Pen, units: readonly Rect[], color: string): void {
  const left = Math.min(...units.map(({ x }) => x));
  const top = Math.min(...units.map(({ y }) => y));
  const right = Math.max(...units.map(({ x, width }) => x + width));
  const bottom = Math.max(...units.map(({ y, height }) => y + height));
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.strokeRect(left - 2, top - 2, right - left + 4, bottom - top + 4);
}
