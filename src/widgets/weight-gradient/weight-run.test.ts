import { expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { runWeights } from './weight-run.ts';

const random = new Random(53);
const row = (count: number, reach: number) =>
  Array.from({ length: count }, () => random.between(-reach, reach));
const cases = Array.from({ length: 500 }, () => ({
  logits: row(3, [1, 10, 100][random.below(3)]),
  x: row(random.chance(0.5) ? 3 : 4, [1, 10, 1000][random.below(3)]),
  label: random.below(3),
  rate: random.between(0, 1),
}));

test('dW is dz times x, entry by entry, and dz lies in [−1, 1]', () => {
  for (const { logits, x, label, rate } of cases) {
    const { dz, dW } = runWeights(logits, x, label, rate, 'outer');
    dW.forEach((value, at) => {
      const expected = dz[Math.floor(at / x.length)] * x[at % x.length];
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
    });
    expect(dz.every((value) => Math.abs(value) <= 1)).toBe(true);
  }
});

test('a small step along dW lowers the loss by about rate times its squared length', () => {
  for (const { logits, x, label } of cases) {
    const { dW } = runWeights(logits, x, label, 0, 'outer');
    const square = dW.reduce((sum, value) => sum + value * value, 0);
    if (square < 1e-6) continue;
    const size = x.reduce((sum, value) => sum + value * value, 0);
    const rate = 1e-5 / size;
    const { lossBefore, lossAfter } = runWeights(logits, x, label, rate, 'outer');
    const drop = lossBefore - (lossAfter ?? Number.NaN);
    expect(Math.abs(drop - rate * square)).toBeLessThan(1e-9 + 1e-3 * rate * square);
  }
});

test('the logits’ gradient taken for the weights’ lifts all logits alike: the loss stays', () => {
  for (const { logits, x, label, rate } of cases) {
    const { error, lossBefore, lossAfter } = runWeights(logits, x, label, rate, 'logits');
    if (x.length === 4) {
      expect(error).toMatch(/broadcast together with shapes \(3,4\) \(3,\)/);
      expect(lossAfter).toBeUndefined();
    } else {
      const gap = Math.abs((lossAfter ?? Number.NaN) - lossBefore);
      expect(gap).toBeLessThan(1e-11 * Math.max(1, ...x.map(Math.abs)));
    }
  }
});
