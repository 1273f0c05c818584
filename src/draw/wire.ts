import { linkHorizontal } from 'd3';
import type { Pen } from './pen.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

const wire = linkHorizontal<{ source: Place; target: Place }, Place>()
  .x(({ x }) => x)
  .y(({ y }) => y);

/** A wire from left to right: leaves and arrives level. As SVG path data. */
export function wirePath(from: Place, to: Place): string {
  return wire({ source: from, target: to }) ?? '';
}

/** The same wire as a pen draws it. */
export function drawWire(pen: Pen, from: Place, to: Place): void {
  const middle = (from.x + to.x) / 2;
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
  pen.stroke();
}
