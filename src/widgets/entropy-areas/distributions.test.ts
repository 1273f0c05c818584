import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import {
  crossEntropy,
  divergence,
  entropy,
  likelihood,
  pairOf,
  surprisesOf,
  withShare,
} from './distributions.ts';

/** A distribution over 2 to 6 classes; now and then one that gives a class nothing. */
function shares(random: Random, count: number, zeros = false): readonly number[] {
  const weights = Array.from({ length: count }, () =>
    zeros && random.chance(0.2) ? 0 : random.between(0.001, 1) ** 2,
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum === 0 ? weights.map(() => 1 / count) : weights.map((w) => w / sum);
}

function pairs(seed: number, { zeros = false } = {}) {
  const random = new Random(seed);
  return Array.from({ length: 500 }, () => {
    const count = Math.floor(random.between(2, 7));
    return { p: shares(random, count, zeros), q: shares(random, count) };
  });
}

const attributes = {
  experiment: 'areas',
  start: '1 1 2',
  model: '0.2 0.3 0.5',
  unit: 'nats',
} as const;
const quantity = (values: readonly number[]) => ({
  shape: [values.length],
  values,
  min: 0,
  max: 1,
  step: 0.1,
});

describe('cross-entropy', () => {
  test('is entropy and divergence added up, for 500 pairs', () => {
    for (const { p, q } of pairs(51, { zeros: true })) {
      expect(entropy(p) + divergence(p, q)).toBeCloseTo(crossEntropy(p, q), 12);
    }
  });

  test('is its definition', () => {
    for (const { p, q } of pairs(52)) {
      const defined = -p.reduce((sum, share, i) => sum + share * Math.log(q[i]), 0);
      expect(crossEntropy(p, q)).toBeCloseTo(defined, 12);
      expect(surprisesOf(q)).toEqual(q.map((share) => -Math.log(share)));
    }
  });

  test('is never less than the entropy, and equal for equal distributions', () => {
    for (const { p, q } of pairs(53, { zeros: true })) {
      expect(divergence(p, q)).toBeGreaterThanOrEqual(-1e-12);
      expect(divergence(p, p)).toBe(0);
    }
  });

  test('of a label is the surprise at that label: the entropy is 0', () => {
    for (const { q } of pairs(54)) {
      const label = q.map((_, i) => (i === 0 ? 1 : 0));
      expect(entropy(label)).toBeCloseTo(0, 15);
      expect(crossEntropy(label, q)).toBeCloseTo(-Math.log(q[0]), 12);
    }
  });

  test('is minus the mean logarithm of the likelihood', () => {
    for (const { p, q } of pairs(55)) {
      expect(-Math.log(likelihood(p, q, 10)) / 10).toBeCloseTo(crossEntropy(p, q), 9);
    }
  });

  test('is infinite where the model rules out what happens, and only there', () => {
    expect(crossEntropy([0.5, 0.5], [1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(crossEntropy([1, 0], [1, 0])).toBeCloseTo(0, 15);
  });

  test('of entropy at most ln K, which the even distribution has', () => {
    for (const { p } of pairs(56, { zeros: true })) {
      expect(entropy(p)).toBeLessThanOrEqual(Math.log(p.length) + 1e-12);
    }
    expect(entropy(new Array(10).fill(0.1))).toBeCloseTo(Math.LN10, 12);
  });
});

test('the divergence of q from p is another number than that of p from q', () => {
  expect(divergence([0.9, 0.1], [0.5, 0.5])).toBeCloseTo(0.368, 3);
  expect(divergence([0.5, 0.5], [0.9, 0.1])).toBeCloseTo(0.511, 3);
});

describe('a share that is changed', () => {
  test('leaves a distribution, the others in their proportions', () => {
    const random = new Random(57);
    for (const { p } of pairs(57, { zeros: true })) {
      const value = random.between(0, 1);
      const next = withShare(p, 1, value);
      expect(next[1]).toBe(value);
      expect(next.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      if (p[1] < 1) expect(next[0] * (1 - p[1])).toBeCloseTo(p[0] * (1 - value), 12);
    }
  });

  test('can come back from a certainty', () => {
    expect(withShare([1, 0, 0], 0, 0.5)).toEqual([0.5, 0.25, 0.25]);
  });
});

describe('what a link brings', () => {
  test('counts if it is a distribution', () => {
    const numbers = { 'areas/p': quantity([0.1, 0.2, 0.7]) };
    expect(pairOf(attributes, numbers)).toMatchObject({ p: [0.1, 0.2, 0.7], misfits: [] });
  });

  test.each([[[0.5, 0.6, 0.1]], [[Number.NaN, 0, 1]], [[1]], [[0.5, 0.5]], [[-1, 1, 1]]])(
    'is refused otherwise: %j',
    (values) => {
      const { p, misfits } = pairOf(attributes, { 'areas/p': quantity(values) });
      expect(p).toEqual([0.25, 0.25, 0.5]);
      expect(misfits).toContain('areas/p');
    },
  );
});
