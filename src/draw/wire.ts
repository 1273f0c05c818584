export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A wire from left to right: leaves and arrives level. As SVG path data, fit for `Path2D` too. */
export function wirePath(from: Place, to: Place): string {
  const reach = (to.x - from.x) * 0.5;
  return `M${f(from.x)} ${f(from.y)}C${f(from.x + reach)} ${f(from.y)} ${f(to.x - reach)} ${f(to.y)} ${f(to.x)} ${f(to.y)}`;
}

/** Straight segments through points, as SVG path data; gaps where a coordinate is not finite. */
export function linePath(points: readonly Place[]): string {
  let pen = 'M';
  let path = '';
  for (const { x, y } of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${f(x)} ${f(y)}`;
    pen = 'L';
  }
  return path;
}

const f = (value: number): string => String(Math.round(value * 100) / 100);
