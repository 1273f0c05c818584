import { linkHorizontal } from 'd3';

export interface Place {
  readonly x: number;
  readonly y: number;
}

const wire = linkHorizontal<{ source: Place; target: Place }, Place>()
  .x(({ x }) => x)
  .y(({ y }) => y);

/** A wire from left to right: leaves and arrives level. As SVG path data, fit for `Path2D` too. */
export function wirePath(from: Place, to: Place): string {
  return wire({ source: from, target: to }) ?? '';
}
