import { describe, expect, it } from 'vitest';
import { CHAIN_STRIDE, curveThrough, divide, resample, simplify, smooth, thin } from './curve.ts';

const chain = (...xy: number[]) =>
  Float64Array.from({ length: (xy.length / 2) * CHAIN_STRIDE }, (_, i) =>
    i % CHAIN_STRIDE === 2 ? 1 : (xy[Math.floor(i / CHAIN_STRIDE) * 2 + (i % CHAIN_STRIDE)] ?? 0),
  );
const xs = (points: Float64Array) => [...points].filter((_, i) => i % CHAIN_STRIDE === 0);
const ys = (points: Float64Array) => [...points].filter((_, i) => i % CHAIN_STRIDE === 1);

describe('the curve of a stroke', () => {
  it('passes through its points and stays near a circle that they lie on', () => {
    const angles = Array.from({ length: 13 }, (_, i) => (i * Math.PI) / 6);
    const curve = curveThrough(chain(...angles.flatMap((a) => [Math.cos(a), Math.sin(a)])), 0.05);
    const radii = xs(curve).map((x, i) => Math.hypot(x, ys(curve)[i] ?? 0));
    const inner = radii.slice(12, -12); // the end spans know only one neighbour
    expect(Math.max(...inner)).toBeCloseTo(1, 2);
    expect(Math.min(...inner)).toBeCloseTo(1, 2);
    expect(xs(curve).at(0)).toBe(1);
    expect(ys(curve).at(-1)).toBeCloseTo(0, 12);
  });

  it('is spaced evenly by resampling, ends kept', () => {
    const even = resample(chain(0, 0, 1, 0, 1, 3), 0.5);
    expect(xs(even)).toEqual([0, 0.5, 1, 1, 1, 1, 1, 1, 1]);
    expect(ys(even)).toEqual([0, 0, 0, 0.5, 1, 1.5, 2, 2.5, 3]);
    expect(resample(chain(2, 2, 2, 2), 0.5)).toEqual(chain(2, 2));
  });

  it('keeps straight lines and ends when smoothed, and rounds corners', () => {
    const line = chain(...Array.from({ length: 20 }, (_, i) => [i, 2 * i]).flat());
    smooth(line, 2).forEach((value, i) => {
      expect(value).toBeCloseTo(line[i] ?? 0, 12);
    });
    const corner = chain(0, 0, 1, 0, 2, 0, 3, 0, 3, 1, 3, 2, 3, 3);
    const rounded = smooth(corner, 1);
    expect(xs(rounded)[3]).toBeLessThan(2.9);
    expect(xs(rounded).at(-1)).toBeCloseTo(3, 12);
    expect(ys(rounded)[0]).toBeCloseTo(0, 12);
  });

  it('leaves only the corners, however many points lie between them', () => {
    const corners = chain(0, 0, 4, 0, 4, 3, 0, 0);
    expect(simplify(divide(corners, 0.1), 0.01)).toEqual(corners);
    expect(simplify(chain(1, 1), 0.01)).toEqual(chain(1, 1));
    expect(xs(divide(chain(0, 0, 4, 0), 1.5))).toEqual([0, 4 / 3, 8 / 3, 4]);
  });

  it('is thinned to every other point and the last', () => {
    expect(xs(thin(chain(0, 0, 1, 0, 2, 0, 3, 0), 2))).toEqual([0, 2, 3]);
    expect(xs(thin(chain(0, 0, 1, 0, 2, 0), 2))).toEqual([0, 2]);
    expect(xs(thin(chain(5, 0), 2))).toEqual([5]);
  });
});
