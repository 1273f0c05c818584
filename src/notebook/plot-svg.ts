import { scaleLinear } from 'd3';
import { escapeHtml } from './escape.ts';
import { plotSize, plotStart, plotX, plotY } from './plot.ts';
import type { PointQuestion } from './question.ts';

const minus = (text: string) => text.replace('-', '−');

/** An empty plot with its axes, a line where the height is asked for, and a point to drag. */
export function plotSvg(question: PointQuestion): string {
  const { width, height, left, right, top, bottom } = plotSize;
  const floor = height - bottom;
  const ticks = (low: number, high: number, count: number) => {
    const scale = scaleLinear([low, high], [0, 1]);
    const format = scale.tickFormat(count);
    return scale.ticks(count).map((value) => ({ value, text: minus(format(value)) }));
  };
  const across = ticks(question.from, question.to, 5).map(
    ({ value, text }) =>
      `<text x="${place(plotX(question, value))}" y="${floor + 18}" text-anchor="middle">${text}</text>`,
  );
  const up = ticks(question.low, question.high, 5).map(({ value, text }) => {
    const y = place(plotY(question, value));
    return `<path class="plot-grid" d="M${left} ${y}H${width - right}"/><text x="${left - 8}" y="${y}" dy="0.32em" text-anchor="end">${text}</text>`;
  });
  const x = place(plotX(question, question.at));
  const y = place(plotY(question, plotStart(question)));
  const name = `${escapeHtml(question.y)} at ${escapeHtml(question.x)} = ${minus(String(question.at))}`;
  return `<div class="predict-plot"><svg viewBox="0 0 ${width} ${height}" aria-label="Plot of ${escapeHtml(question.y)} over ${escapeHtml(question.x)}" role="group">${up.join('')}<path class="plot-axis" d="M${left} ${top}V${floor}H${width - right}"/>${across.join('')}<text x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${escapeHtml(question.x)}</text><text x="${left - 8}" y="${top - 15}">${escapeHtml(question.y)}</text><path class="plot-at" d="M${x} ${top}V${floor}"/><g class="plot-truth"></g><rect class="plot-band" x="${x - 24}" y="${top}" width="48" height="${floor - top}"/><g class="plot-handle" role="slider" tabindex="0" aria-orientation="vertical" aria-label="Your guess: ${name}" aria-valuemin="${question.low}" aria-valuemax="${question.high}" aria-valuenow="${plotStart(question)}" transform="translate(${x} ${y})"><circle r="16" class="plot-reach"/><circle r="8"/></g></svg><p class="plot-entry"><span class="plot-says">${name}: <output>${minus(String(Number(plotStart(question).toFixed(4))))}</output></span> <button type="button">That is my guess</button></p></div>`;
}

const place = (value: number) => Number(value.toFixed(2));
