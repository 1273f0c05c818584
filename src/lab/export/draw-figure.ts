import { cssOf } from '../../draw/color.ts';
import type { Atlas } from '../../draw/feature-map.ts';
import { formatNumber } from '../../draw/number.ts';
import type { Pen } from '../../draw/pen.ts';
import { colorOf, type Scale } from '../../draw/scale.ts';
import { drawStage } from '../stage/draw-stage.ts';
import type { Scene } from '../stage/scene.ts';
import { shownScale } from '../stage/shown-scale.ts';
import { titlesOver } from '../stage/stage-titles.tsx';

/** Margins around the stage; the caption stands above it, the legend beneath, in pixels. */
const MARGIN = 24;
const CAPTION = 40;
const LEGEND = 44;
const letters = 'Inter, system-ui, sans-serif';

/** How large the whole sheet is, in pixels of the page. */
export const sheetSize = ({ view }: Scene) => ({
  width: Math.ceil(view.width) + 2 * MARGIN,
  height: Math.ceil(view.height) + CAPTION + LEGEND,
});

/** The stage as it stands, with its titles over the columns, a caption and the legend. */
export function drawFigure(pen: Pen, atlas: Atlas, scene: Scene, caption: string): void {
  const { view, paint } = scene;
  pen.save();
  pen.translate(MARGIN, CAPTION);
  pen.save();
  pen.beginPath();
  pen.rect(-MARGIN, 0, view.width + 2 * MARGIN, view.height);
  pen.clip();
  drawStage(pen, atlas, scene);
  drawTitles(pen, scene);
  pen.restore();
  pen.restore();

  pen.save();
  pen.textBaseline = 'middle';
  pen.font = `500 13px ${letters}`;
  pen.fillStyle = paint.ink;
  pen.fillText(caption, MARGIN, CAPTION / 2 + 2);
  drawLegend(pen, scene, CAPTION + view.height + LEGEND / 2);
  pen.restore();
}

function drawTitles(pen: Pen, { layout, frame, view, paint }: Scene): void {
  pen.save();
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (const [index, { column, box }] of layout.columns.entries()) {
    const middle = box.x + box.width / 2;
    if (middle < 0 || middle > view.width) continue;
    const { shown, state } = frame.columns[index];
    const [title, shape] = titlesOver(column, shown);
    const top = Math.max(0, box.y - 42);
    pen.globalAlpha = 1;
    pen.font = `${state === 'ahead' ? 400 : 600} 12px ${letters}`;
    pen.fillStyle = shown.pass === 'gradient' ? paint.positive : paint.ink;
    if (state === 'ahead') pen.fillStyle = paint.soft;
    pen.fillText(shown.pass === 'gradient' ? `∂L/∂ ${title}` : title, middle, top + 8);
    pen.font = `400 12px ${letters}`;
    pen.fillStyle = paint.soft;
    pen.fillText(shape, middle, top + 23);
  }
  pen.restore();
}

const STRIP = { width: 160, height: 10 };

/** The scale of the column that the step fills, as a strip with its ends in figures. */
function drawLegend(pen: Pen, { trace, frame, paint, theme }: Scene, y: number): void {
  const { now } = frame;
  if (!trace || !now) return;
  const scale = shownScale(trace, now.shown);
  const signed = scale.kind === 'diverging';
  const what = now.shown.pass === 'gradient' ? 'gradient of the loss' : 'activation';
  const start = signed ? formatNumber(-scale.end, { signed }) : '0';
  pen.font = `400 12px ${letters}`;
  pen.fillStyle = paint.soft;
  pen.fillText(`${what}   ${start}`, MARGIN, y);
  // Letters are measured nowhere: a strip far enough to the right is clear of them.
  const left = MARGIN + 6.3 * (what.length + start.length + 3) + 8;
  drawStrip(pen, scale, left, y - STRIP.height / 2, theme);
  pen.strokeStyle = paint.hairline;
  pen.lineWidth = 1;
  pen.strokeRect(left, y - STRIP.height / 2, STRIP.width, STRIP.height);
  pen.fillStyle = paint.soft;
  pen.fillText(formatNumber(scale.end, { signed }), left + STRIP.width + 10, y);
}

function drawStrip(pen: Pen, scale: Scale, x: number, y: number, theme: Scene['theme']): void {
  const steps = 64;
  const from = scale.kind === 'diverging' ? -scale.end : 0;
  const width = STRIP.width / steps;
  for (let i = 0; i < steps; i++) {
    const value = from + ((i + 0.5) / steps) * (scale.end - from);
    pen.fillStyle = cssOf(colorOf(scale, value, theme));
    // A hair wider than its share, so that no gap shows between neighbours.
    pen.fillRect(x + i * width, y, Math.min(width + 0.4, STRIP.width - i * width), STRIP.height);
  }
}
