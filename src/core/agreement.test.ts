import { expect, test } from 'vitest';
import { largestDifference, relativeDifference, worstDisagreement } from './agreement.ts';
import { HostEngine } from './host/engine.ts';
import { probeRequest } from './probe.ts';

test('differences are measured against the largest magnitude expected', () => {
  expect(largestDifference([1, 2, 3], [1, 2.5, 3])).toBe(0.5);
  expect(relativeDifference([1, 2, -10], [1, 2.5, -10])).toBe(0.05);
  expect(relativeDifference([1e-15], [0])).toBeCloseTo(1e-3, 12);
});

test('NaN agrees with NaN alone, ∞ with ∞ alone', () => {
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
  expect(largestDifference([nan, infinity], [nan, infinity])).toBe(0);
  expect(largestDifference([1], [nan])).toBeNaN();
  expect(largestDifference([1], [infinity])).toBe(infinity);
  expect(largestDifference([1, 2], [1])).toBe(infinity);
});

test('float32 and float64 on the host agree to float32’s precision in every tensor', () => {
  const request = probeRequest();
  const single = new HostEngine('float32').recordNow(request);
  const double = new HostEngine('float64').recordNow(request);
  expect(worstDisagreement(double, double)).toEqual({ name: 'nothing', error: 0 });
  const { error, name } = worstDisagreement(single, double);
  expect(error).toBeGreaterThan(0);
  expect(error, name).toBeLessThan(1e-6);
});
