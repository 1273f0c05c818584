import { CHAIN_STRIDE, type Chain } from './curve.ts';

/** Side of a digit image in pixels. */
export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

/**
 * Coverage of each pixel by a line of width `width` drawn along the chains, row by row, 0 … 1.
 * Coordinates and width are in pixels; pixel (row, column) covers [column, column + 1) × [row, …).
 * The edge is a ramp `softness` pixels wide, centred on the geometric edge: 1 is plain
 * antialiasing; MNIST's own scaling from larger bitmaps left edges about so soft.
 */
export function drawInk(chains: readonly Chain[], width: number, softness: number): Float32Array {
  const depth = new Float32Array(PIXELS).fill(Number.NEGATIVE_INFINITY);
  for (const chain of chains) {
    const last = chain.length - CHAIN_STRIDE;
    for (let i = 0; i === 0 || i < last; i += CHAIN_STRIDE) {
      drawSegment(depth, chain, i, Math.min(i + CHAIN_STRIDE, last), width / 2, softness);
    }
  }
  for (let i = 0; i < PIXELS; i++) {
    const ramp = 0.5 + (depth[i] ?? 0) / softness;
    depth[i] = Math.max(0, Math.min(1, ramp));
  }
  return depth;
}

/** Raises `depth` (pixels inside the line's edge, negative outside) to that of one segment. */
function drawSegment(
  depth: Float32Array,
  chain: Chain,
  from: number,
  to: number,
  radius: number,
  softness: number,
): void {
  const ax = chain[from] ?? 0;
  const ay = chain[from + 1] ?? 0;
  const dx = (chain[to] ?? 0) - ax;
  const dy = (chain[to + 1] ?? 0) - ay;
  const startRadius = radius * (chain[from + 2] ?? 1);
  const growth = radius * (chain[to + 2] ?? 1) - startRadius;
  const squared = dx * dx + dy * dy;
  const reach = startRadius + Math.max(0, growth) + softness / 2;
  const left = Math.max(0, Math.floor(Math.min(ax, ax + dx) - reach - 0.5));
  const right = Math.min(SIDE - 1, Math.ceil(Math.max(ax, ax + dx) + reach - 0.5));
  const top = Math.max(0, Math.floor(Math.min(ay, ay + dy) - reach - 0.5));
  const bottom = Math.min(SIDE - 1, Math.ceil(Math.max(ay, ay + dy) + reach - 0.5));
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - ay;
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - ax;
      const along = squared > 0 ? (px * dx + py * dy) / squared : 0;
      const t = Math.max(0, Math.min(1, along));
      const ex = px - t * dx;
      const ey = py - t * dy;
      const inside = startRadius + t * growth - Math.sqrt(ex * ex + ey * ey);
      const at = row * SIDE + column;
      if (inside > (depth[at] ?? 0)) depth[at] = inside;
    }
  }
}

/** Centre of mass in pixels (a lone pixel's is its middle), or undefined for a blank image. */
export function centreOfMass(pixels: Float32Array): { x: number; y: number } | undefined {
  let mass = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < PIXELS; i++) {
    const value = pixels[i] ?? 0;
    mass += value;
    x += value * ((i % SIDE) + 0.5);
    y += value * (Math.floor(i / SIDE) + 0.5);
  }
  return mass > 0 ? { x: x / mass, y: y / mass } : undefined;
}
