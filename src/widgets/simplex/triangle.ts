/** Three shares that sum to 1. */
export type Shares = readonly [number, number, number];

/** A point of the plane: the triangle's base lies on y = 0, its side is 1, its tip points up. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** √3/2: the height of an equilateral triangle of side 1. */
export const height = Math.sqrt(3) / 2;

/** Where the whole share of one class stands: left, right, top. */
export const corners: readonly [Point, Point, Point] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 0.5, y: height },
];

/** Σ pᵢ · cornerᵢ. */
export const pointOf = ([a, b, c]: Shares): Point => ({
  x: a * corners[0].x + b * corners[1].x + c * corners[2].x,
  y: a * corners[0].y + b * corners[1].y + c * corners[2].y,
});

/** The shares whose point this is; negative outside of the triangle. Inverse of `pointOf`. */
export function sharesOf({ x, y }: Point): Shares {
  const top = y / height;
  const right = x - top / 2;
  return [1 - top - right, right, top];
}

/** The least share that a dragged point leaves to each class: logits stay finite and typable. */
export const leastShare = 0.001;

/**
 * Each share at least `leastShare`; what lies above it is scaled so that all sum to 1. Shares that
 * are inside already stay as they are. @param shares summing to 1
 */
export function inside(shares: Shares): Shares {
  const [a, b, c] = shares.map((share) => Math.max(0, share - leastShare));
  const scale = (1 - 3 * leastShare) / (a + b + c);
  return [leastShare + a * scale, leastShare + b * scale, leastShare + c * scale];
}
