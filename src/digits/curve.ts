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
  const dx = (points[b] ?? 0) - (points[a] ?? 0);
  const dy = (points[b + 1] ?? 0) - (points[a + 1] ?? 0);
  return Math.sqrt(dx * dx + dy * dy);
}

/**
 * The corners of the polyline: points are left out where the line between the others passes
 * within `tolerance` of them (Douglas, Peucker 1973). So a pen that reports ten points along a
 * straight line and one that reports only its ends leave the same chain.
 */
export function simplify(points: Chain, tolerance: number): Chain {
  const last = points.length / CHAIN_STRIDE - 1;
  if (last < 2) return points;
  const kept = new Uint8Array(last + 1);
  kept[0] = 1;
  kept[last] = 1;
  const spans: [number, number][] = [[0, last]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const corner = farthest(points, span[0], span[1], tolerance);
    if (corner === undefined) continue;
    kept[corner] = 1;
    spans.push([span[0], corner], [corner, span[1]]);
  }
  return points.filter((_, at) => kept[Math.floor(at / CHAIN_STRIDE)] === 1);
}

/** The point between `from` and `to` farthest from their line, if beyond `tolerance`. */
function farthest(points: Chain, from: number, to: number, tolerance: number): number | undefined {
  const ax = points[from * CHAIN_STRIDE] ?? 0;
  const ay = points[from * CHAIN_STRIDE + 1] ?? 0;
  const dx = (points[to * CHAIN_STRIDE] ?? 0) - ax;
  const dy = (points[to * CHAIN_STRIDE + 1] ?? 0) - ay;
  const squared = dx * dx + dy * dy;
  let worst = tolerance * tolerance;
  let found: number | undefined;
  for (let i = from + 1; i < to; i++) {
    const px = (points[i * CHAIN_STRIDE] ?? 0) - ax;
    const py = (points[i * CHAIN_STRIDE + 1] ?? 0) - ay;
    const t = squared > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / squared)) : 0;
    const gap = (px - t * dx) ** 2 + (py - t * dy) ** 2;
    if (gap <= worst) continue;
    worst = gap;
    found = i;
  }
  return found;
}

/** The polyline with points added, so that none are more than `reach` apart. */
export function divide(points: Chain, reach: number): Chain {
  const out: number[] = [];
  for (let i = 0; (i + 1) * CHAIN_STRIDE < points.length; i++) {
    const pieces = Math.max(1, Math.ceil(distance(points, i, i + 1) / reach));
    for (let k = 0; k < pieces; k++) {
      for (let c = 0; c < CHAIN_STRIDE; c++) {
        const a = points[i * CHAIN_STRIDE + c] ?? 0;
        const b = points[(i + 1) * CHAIN_STRIDE + c] ?? 0;
        out.push(a + ((b - a) * k) / pieces);
      }
    }
  }
  out.push(...points.subarray(-CHAIN_STRIDE));
  return Float64Array.from(out);
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
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-0.5 * ((k - reach) / sigma) ** 2),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const padded = continued(points, reach);
  const out = new Float64Array(points.length);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < kernel.length; k++) {
      sum += (kernel[k] ?? 0) * (padded[i + k * CHAIN_STRIDE] ?? 0);
    }
    out[i] = sum / total;
  }
  return out;
}

/** The chain with `reach` more points before and after it, reflected about its ends. */
function continued(points: Chain, reach: number): Chain {
  const last = points.length / CHAIN_STRIDE - 1;
  const out = new Float64Array(points.length + 2 * reach * CHAIN_STRIDE);
  out.set(points, reach * CHAIN_STRIDE);
  for (let k = 1; k <= reach; k++) {
    const inward = Math.min(k, last);
    for (let c = 0; c < CHAIN_STRIDE; c++) {
      const at = (i: number) => points[i * CHAIN_STRIDE + c] ?? 0;
      out[(reach - k) * CHAIN_STRIDE + c] = 2 * at(0) - at(inward);
      out[(reach + last + k) * CHAIN_STRIDE + c] = 2 * at(last) - at(last - inward);
    }
  }
  return out;
}

/** Every `stride`-th point, and the last. */
export function thin(points: Chain, stride: number): Chain {
  const last = points.length / CHAIN_STRIDE - 1;
  const count = Math.floor(last / stride) + (last % stride === 0 ? 1 : 2);
  const out = new Float64Array(count * CHAIN_STRIDE);
  for (let k = 0; k < count; k++) {
    const from = Math.min(k * stride, last) * CHAIN_STRIDE;
    for (let c = 0; c < CHAIN_STRIDE; c++) out[k * CHAIN_STRIDE + c] = points[from + c] ?? 0;
  }
  return out;
}
