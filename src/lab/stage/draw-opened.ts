import { cssOf } from '../../draw/color.ts';
import type { Pen } from '../../draw/pen.ts';
import { colorOf, diverging, scaleOf, textOn } from '../../draw/scale.ts';
import { readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Group } from '../strip/reading.ts';
import { READABLE } from './board/draw-board.ts';
import { cellFigure, figuresFor } from './board/sheet.ts';
import type { ColumnFrame } from './frame.ts';
import type { ColumnLayout, Rect } from './layout.ts';
import { cellRect } from './layout.ts';
import type { Scene } from './scene.ts';
import { numbersOf, shownScale } from './shown-scale.ts';
import type { Region } from './sight.ts';
import { WEIGHTS_SHARE } from './world.ts';

/** Beside each picture that takes part in the sum: the weights it is seen through. */
export function drawWeights(
  context: Pen,
  { layout, theme, paint, opening }: Scene,
  trace: Trace,
  groups: readonly Group[],
): void {
  if (opening <= 0) return;
  context.save();
  context.globalAlpha = opening;
  for (const { column, unit, terms, across = terms.length } of groups) {
    const place = layout.columns.find((candidate) => candidate.column === column);
    const rect = place?.units[unit];
    if (!place || !rect) continue;
    const down = Math.ceil(terms.length / across);
    const named = column.names ? 18 : 0;
    const room = rect.width * (column.maps > 0 ? WEIGHTS_SHARE : 0.7) - 5;
    const side = Math.min(room / across, (rect.height * 0.9) / down);
    if (side * across < 2) continue;
    const values = terms.map(({ weight }) => readCell(trace, weight));
    const scale = diverging(scaleOf(values).end);
    const left = rect.x + rect.width + 4 + named;
    const top = rect.y + (rect.height - down * side) / 2;
    for (const [index, value] of values.entries()) {
      context.fillStyle = cssOf(colorOf(scale, value, theme));
      const x = left + (index % across) * side;
      const y = top + Math.floor(index / across) * side;
      context.fillRect(x, y, side, side);
    }
    context.strokeStyle = paint.soft;
    context.lineWidth = 0.5;
    context.strokeRect(left, top, across * side, down * side);
  }
  context.restore();
}

/** Near enough, every cell of a picture says its number. */
export function drawNumbers(
  context: Pen,
  { theme, view }: Scene,
  trace: Trace,
  place: ColumnLayout,
  { shown, state, progress }: ColumnFrame,
): void {
  const first = cellRect(place, 0);
  if (first.width < READABLE || state === 'ahead' || progress < 1) return;
  const { column } = place;
  if (column.maps === 0 && column.rows === 1) return;
  const { data } = numbersOf(trace, shown);
  const scale = shownScale(trace, shown);
  const values = Array.from(data);
  const figures = figuresFor(values, scale.kind === 'diverging');
  context.save();
  context.globalAlpha = Math.min(1, (first.width - READABLE) / 6 + 0.3);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${Math.min(14, first.width * 0.34).toFixed(1)}px Inter, system-ui, sans-serif`;
  for (let index = 0; index < values.length; index++) {
    const { x, y, width, height } = cellRect(place, index);
    if (x > view.width || y > view.height || x + width < 0 || y + height < 0) continue;
    context.fillStyle = cssOf(textOn(colorOf(scale, values[index], theme)));
    context.fillText(cellFigure(values[index], figures), x + width / 2, y + height / 2 + 0.5);
  }
  context.restore();
}

/** What a cell sees, dashed, and what it reaches, in one line each. */
export function drawSight(context: Pen, { layout, paint, sight }: Scene): void {
  if (!sight) return;
  context.save();
  for (const region of sight.sees) drawRegion(context, layout.columns, region, paint.accent, []);
  context.globalAlpha = 1;
  for (const region of sight.reaches) {
    drawRegion(context, layout.columns, region, paint.positive, [3, 2]);
  }
  context.restore();
}

function drawRegion(
  context: Pen,
  columns: readonly ColumnLayout[],
  region: Region,
  color: string,
  dash: number[],
): void {
  const place = columns.find(({ column }) => column === region.column);
  if (!place) return;
  context.setLineDash(dash);
  context.strokeStyle = color;
  context.lineWidth = 1.25;
  if (region.whole) {
    const { x, y, width, height } = place.box;
    context.globalAlpha = 0.55;
    context.strokeRect(x - 4, y - 4, width + 8, height + 8);
    return;
  }
  context.globalAlpha = 0.9;
  for (const unit of region.units) {
    const { x, y, width, height } = regionRect(place, region, place.units[unit]);
    context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
  }
}

function regionRect({ column }: ColumnLayout, region: Region, unit: Rect): Rect {
  if (column.maps === 0) return unit;
  const [across, down] = [unit.width / column.columns, unit.height / column.rows];
  return {
    x: unit.x + region.cellColumn * across,
    y: unit.y + region.row * down,
    width: region.columns * across,
    height: region.rows * down,
  };
}
