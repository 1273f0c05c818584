import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { nudgeBound, nudgedColumn } from './nudge.ts';
import { asymmetryOf, rankOf, sumOf } from './rank.ts';
import {
  crossEntropyOf,
  jacobianOf,
  probabilitiesOf,
  streamsOf,
  upstreamOfLabel,
  vjpOf,
} from './softmax-row.ts';

const classCounts = [3, 4, 5, 6, 7, 8, 9, 10];

/** Logits of all sizes: gentle ones, sure ones, and some that make probabilities underflow. */
function randomLogits(random: Random, classes: number): readonly number[] {
  const reach = [1, 5, 40, 300, 1000][random.below(5)];
  return Array.from({ length: classes }, () => random.between(-reach, reach));
}

/** diag(s) − s sᵀ by an independent formula: 1 − s is the sum of the others. */
function matrixByHand(s: readonly number[]): readonly (readonly number[])[] {
  return s.map((si, i) =>
    s.map((sj, j) =>
      i === j ? si * s.reduce((rest, sk, k) => (k === i ? rest : rest + sk), 0) : -si * sj,
    ),
  );
}

const product = (matrix: readonly (readonly number[])[], v: readonly number[]) =>
  matrix.map((row) => row.reduce((total, value, j) => total + value * v[j], 0));

describe.each(classCounts)('the Jacobian of %d random logits, 300 times', (classes) => {
  const random = new Random(41, classes);
  const cases = Array.from({ length: 300 }, () => {
    const logits = randomLogits(random, classes);
    return { logits, matrix: jacobianOf(logits), s: probabilitiesOf(logits) };
  });

  test('every entry is s_i (δ_ij − s_j), to the last digits of its own size', () => {
    for (const { matrix, s } of cases) {
      const expected = matrixByHand(s);
      matrix.forEach((row, i) => {
        row.forEach((value, j) => {
          const size = Math.abs(expected[i][j]);
          expect(Math.abs(value - expected[i][j])).toBeLessThanOrEqual(1e-14 * size + 1e-320);
        });
      });
    }
  });

  test('rows and columns sum to 0, and it is symmetric', () => {
    for (const { matrix } of cases) {
      for (const row of matrix) expect(sumOf(row)).toBe(0);
      for (const j of matrix.keys()) expect(sumOf(matrix.map((row) => row[j]))).toBe(0);
      expect(asymmetryOf(matrix)).toBeLessThan(1e-14);
    }
  });

  test('its rank is K − 1 while no probability underflows, and one less for each that does', () => {
    for (const { matrix, s } of cases) {
      // Below 1e-300 products of two probabilities lose their digits first.
      const alive = s.filter((p) => p > 0).length;
      if (s.some((p) => p > 0 && p < 1e-300)) continue;
      expect(rankOf(matrix)).toBe(alive - 1);
    }
  });

  test('the ones are its null vector', () => {
    for (const { logits, matrix } of cases) {
      const ones = logits.map(() => 1);
      expect(Math.max(...vjpOf(logits, ones).map(Math.abs))).toBeLessThan(1e-15);
      expect(Math.max(...product(matrix, ones).map(Math.abs))).toBeLessThan(1e-15);
    }
  });

  test('the vector–Jacobian product is the full product', () => {
    for (const { logits, matrix } of cases) {
      const v = logits.map(() => random.between(-3, 3));
      const full = product(matrix, v);
      vjpOf(logits, v).forEach((value, i) => {
        expect(Math.abs(value - full[i])).toBeLessThan(1e-14);
      });
    }
  });

  test('the streams of single upstream entries add up to the whole', () => {
    for (const { logits } of cases) {
      const v = logits.map(() => random.between(-3, 3));
      const streams = streamsOf(logits, v);
      const kept = v.map(() => random.chance(0.5));
      const whole = vjpOf(
        logits,
        v.map((value, j) => (kept[j] ? value : 0)),
      );
      whole.forEach((value, i) => {
        const sum = streams.reduce((total, row, j) => total + (kept[j] ? row[i] : 0), 0);
        expect(Math.abs(value - sum)).toBeLessThan(1e-14);
      });
    }
  });

  test('of a cross-entropy, only the label sends anything, and the whole collapses to s − y', () => {
    for (const { logits, s } of cases) {
      const label = random.below(classes);
      const { gradient } = crossEntropyOf(logits, label);
      gradient.forEach((value, j) => {
        expect(Math.abs(value - (s[j] - (j === label ? 1 : 0)))).toBeLessThan(1e-15);
      });
      if (s[label] < 1e-300) continue;
      const upstream = upstreamOfLabel(logits, label);
      expect(upstream.filter((value) => value !== 0)).toEqual([upstream[label]]);
      vjpOf(logits, upstream).forEach((value, j) => {
        expect(Math.abs(value - gradient[j])).toBeLessThan(1e-13);
      });
      const wrong = upstream.map((value, j) => (j === label ? 0 : value));
      expect(vjpOf(logits, wrong).map((value) => Math.abs(value))).toEqual(wrong.map(() => 0));
    }
  });

  test('a nudged column is as near to the formula as its bound says', () => {
    for (const { logits, matrix } of cases) {
      const column = random.below(classes);
      const epsilon = 10 ** random.between(-12, 0);
      for (const sides of ['up', 'both'] as const) {
        const bound = nudgeBound(logits, epsilon, sides);
        nudgedColumn(logits, column, epsilon, sides).forEach((slope, i) => {
          expect(Math.abs(slope - matrix[i][column])).toBeLessThanOrEqual(bound);
        });
      }
    }
  });
});

test('a one-hot has rank 0, and a label that it gave no probability sends back nothing but NaN', () => {
  const sure = [1000, 0, -1000];
  expect(rankOf(jacobianOf(sure))).toBe(0);
  expect(jacobianOf(sure).flat().map(Math.abs)).toEqual(new Array(9).fill(0));
  expect(upstreamOfLabel(sure, 1)).toEqual([0, Number.NEGATIVE_INFINITY, 0]);
  expect(vjpOf(sure, upstreamOfLabel(sure, 1))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(crossEntropyOf(sure, 1).gradient).toEqual([1, -1, 0]);
});

test('a nudge too small for float64 to store measures nothing', () => {
  expect(nudgedColumn([1000, 0, 0], 0, 1e-14, 'up')).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
