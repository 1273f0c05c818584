/**
 * The pen's path as a curve: sparse samples of a fast stroke and crowded, jittery ones of a slow
 * stroke become the same chain of evenly spaced, lightly smoothed points.
 */

/** A polyline in flat form: x₀, y₀, w₀, x₁, y₁, w₁, …; w is the relative pen width there. */
export type Chain = Float64Array;

/** Numbers per point of a chain: x, y, width. */
export const CHAIN_STRIDE = 3;

/**
 * Centripetal Catmull–Rom curve through the points (Yuksel, Schaefer, Keyser 2011: no cusps, no
 * loops inside a span), sampled at least every `step`. Barry and Goldman's pyramid.
 */
export function curveThrough(points: Chain, step: number): Chain {
  const count = points.length / CHAIN_STRIDE;
  if (count < 3) return points;
  const out: number[] = [];
  for (let i = 0; i + 1 < count; i++) {
    const knots = spanKnots(points, i, count);
    const pieces = Math.max(1, Math.ceil(distance(points, i, i + 1) / step));
    for (let k = 0; k < pieces; k++) {
      for (let c = 0; c < CHAIN_STRIDE; c++) out.push(spanValue(knots, k / pieces, c));
    }
  }
  out.push(...points.subarray(-CHAIN_STRIDE));
  return Float64Array.from(out);
}

interface Span {
  /** Four control points, each x, y, w; at the ends of a stroke the outer one is mirrored. */
  readonly values: Float64Array;
  /** Knot intervals t₁ − t₀, t₂ − t₁, t₃ − t₂: square roots of the chord lengths. */
  readonly gaps: readonly [number, number, number];
}

function spanKnots(points: Chain, i: number, count: number): Span {
  const values = new Float64Array(4 * CHAIN_STRIDE);
  for (let c = 0; c < CHAIN_STRIDE; c++) {
    const at = (k: number) => points[k * CHAIN_STRIDE + c] ?? 0;
    values[c] = i > 0 ? at(i - 1) : 2 * at(i) - at(i + 1);
    values[CHAIN_STRIDE + c] = at(i);
    values[2 * CHAIN_STRIDE + c] = at(i + 1);
    values[3 * CHAIN_STRIDE + c] = i + 2 < count ? at(i + 2) : 2 * at(i + 1) - at(i);
  }
  const gap = (k: number) => Math.sqrt(Math.max(distance(values, k, k + 1), 1e-9));
  return { values, gaps: [gap(0), gap(1), gap(2)] };
}

/** Value of coordinate `c` at `u` ∈ [0, 1] between the two middle control points. */
function spanValue({ values, gaps }: Span, u: number, c: number): number {
  const [before, here, after] = gaps;
  const p0 = values[c] ?? 0;
  const p1 = values[CHAIN_STRIDE + c] ?? 0;
  const p2 = values[2 * CHAIN_STRIDE + c] ?? 0;
  const p3 = values[3 * CHAIN_STRIDE + c] ?? 0;
  const t = u * here; // t₁ = 0, t₀ = −before, t₂ = here, t₃ = here + after
  const a1 = (-t * p0 + (t + before) * p1) / before;
  const a2 = ((here - t) * p1 + t * p2) / here;
  const a3 = ((here + after - t) * p2 + (t - here) * p3) / after;
  const b1 = ((here - t) * a1 + (t + before) * a2) / (before + here);
  const b2 = ((here + after - t) * a2 + t * a3) / (here + after);
  return ((here - t) * b1 + t * b2) / here;
}

function distance(points: Chain, i: number, j: number): number {
  const a = i * CHAIN_STRIDE;
  const b = j * CHAIN_STRIDE;
  return Math.hypot(
    (points[b] ?? 0) - (points[a] ?? 0),
    (points[b + 1] ?? 0) - (points[a + 1] ?? 0),
  );
}

/** The chain again with points at equal distances along it, about `step` apart, ends kept. */
export function resample(points: Chain, step: number): Chain {
  const count = points.length / CHAIN_STRIDE;
  const along = new Float64Array(count);
  for (let i = 1; i < count; i++) along[i] = (along[i - 1] ?? 0) + distance(points, i - 1, i);
  const length = along[count - 1] ?? 0;
  const pieces = Math.max(1, Math.round(length / step));
  if (count < 2 || length === 0) return points.slice(0, CHAIN_STRIDE);
  const out = new Float64Array((pieces + 1) * CHAIN_STRIDE);
  let i = 0;
  for (let k = 0; k <= pieces; k++) {
    const target = (k / pieces) * length;
    while (i + 2 < count && (along[i + 1] ?? 0) < target) i++;
    const start = along[i] ?? 0;
    const gap = (along[i + 1] ?? 0) - start;
    const u = gap > 0 ? Math.min(1, (target - start) / gap) : 0;
    for (let c = 0; c < CHAIN_STRIDE; c++) {
      const a = points[i * CHAIN_STRIDE + c] ?? 0;
      const b = points[(i + 1) * CHAIN_STRIDE + c] ?? 0;
      out[k * CHAIN_STRIDE + c] = a + u * (b - a);
    }
  }
  return out;
}

/**
 * Gaussian smoothing along an evenly spaced chain; `sigma` in points. Beyond an end the chain is
 * continued by point reflection, so the ends stay where the pen was set down and lifted.
 */
export function smooth(points: Chain, sigma: number): Chain {
  const count = points.length / CHAIN_STRIDE;
  const reach = Math.ceil(2.5 * sigma);
  if (count < 3 || sigma <= 0) return points;
  const kernel = Array.from({ length: reach + 1 }, (_, k) => Math.exp(-0.5 * (k / sigma) ** 2));
  const total = kernel.reduce((sum, weight, k) => sum + (k === 0 ? weight : 2 * weight), 0);
  const out = new Float64Array(points.length);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < CHAIN_STRIDE; c++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        sum += (kernel[Math.abs(k)] ?? 0) * reflected(points, i + k, count, c);
      }
      out[i * CHAIN_STRIDE + c] = sum / total;
    }
  }
  return out;
}

function reflected(points: Chain, i: number, count: number, c: number): number {
  if (i >= 0 && i < count) return points[i * CHAIN_STRIDE + c] ?? 0;
  const end = i < 0 ? 0 : count - 1;
  const mirror = Math.min(count - 1, Math.max(0, 2 * end - i));
  return 2 * (points[end * CHAIN_STRIDE + c] ?? 0) - (points[mirror * CHAIN_STRIDE + c] ?? 0);
}
