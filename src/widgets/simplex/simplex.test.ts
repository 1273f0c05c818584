import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../core/probe.ts';
import { temperatures } from '../softmax-compare/temperature.ts';
import { cells } from './attributes.ts';
import { answerer } from './experiment.ts';
import { narrate } from './narration.ts';
import {
  logitsAt,
  meanOf,
  pathOf,
  sharesAt,
  softmaxAt,
  sparsemaxAt,
  supportOf,
} from './simplex-run.ts';
import { corners, inside, leastShare, pointOf, type Shares, sharesOf } from './triangle.ts';
import { widget } from './widget.tsx';

const uniform = mulberry32(41);
const between = (low: number, high: number) => low + (high - low) * uniform();
const total = (shares: readonly number[]) => shares.reduce((a, b) => a + b, 0);

/** Shares inside the triangle, none below the least that a dragged point leaves. */
function anyShares(): Shares {
  const weights = [uniform() ** 3, uniform() ** 3, uniform() ** 3 + 1e-9];
  const [a, b, c] = weights.map((weight) => weight / total(weights));
  return inside([a, b, c]);
}

const anyLogits = (reach: number) => [0, 1, 2].map(() => between(-reach, reach));

describe('points and shares (400 of them, seed 41)', () => {
  it('a point gives back the shares that it stands for', () => {
    for (let i = 0; i < 400; i++) {
      const shares = anyShares();
      sharesOf(pointOf(shares)).forEach((share, k) => {
        expect(Math.abs(share - shares[k])).toBeLessThanOrEqual(1e-12);
      });
    }
  });

  it('the corners are whole shares, the centre is thirds', () => {
    expect([0, 1, 2].map((k) => sharesOf(corners[k]).map(Math.round))).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(pointOf([1 / 3, 1 / 3, 1 / 3]).x).toBeCloseTo(0.5, 12);
  });

  it('a point dragged anywhere comes to rest inside', () => {
    for (let i = 0; i < 400; i++) {
      const shares = inside(sharesOf({ x: between(-2, 3), y: between(-2, 3) }));
      expect(total(shares)).toBeCloseTo(1, 12);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(leastShare - 1e-15);
    }
  });
});

it('what is inside already stays where it is', () => {
  for (let i = 0; i < 400; i++) {
    const shares = anyShares();
    inside(shares).forEach((share, k) => {
      expect(Math.abs(share - shares[k])).toBeLessThanOrEqual(1e-14);
    });
  }
});

describe('logits of a point (400 of them)', () => {
  it('have the softmax that the point stands for, and the mean that was asked for', () => {
    for (let i = 0; i < 400; i++) {
      const shares = anyShares();
      const mean = between(-100, 100);
      const logits = logitsAt(shares, mean);
      expect(meanOf(logits)).toBeCloseTo(mean, 3);
      softmaxAt(logits).forEach((p, k) => {
        expect(Math.abs(p - shares[k])).toBeLessThanOrEqual(2e-4 * shares[k]);
      });
    }
  });
});

describe('sparsemax (400 rows at every temperature)', () => {
  it('sums to 1, is never negative, and keeps the order of the logits', () => {
    for (let i = 0; i < 400; i++) {
      const logits = anyLogits(8);
      for (const temperature of temperatures) {
        const sparse = sparsemaxAt(logits, temperature);
        expect(Math.abs(total(sparse) - 1)).toBeLessThanOrEqual(1e-9);
        expect(Math.min(...sparse)).toBeGreaterThanOrEqual(0);
        expect(sparse[logits.indexOf(Math.max(...logits))]).toBe(Math.max(...sparse));
      }
    }
  });

  it('is nearer to the logits than any other point of the triangle', () => {
    const distance = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0);
    for (let i = 0; i < 400; i++) {
      const logits = anyLogits(2);
      const nearest = distance(sparsemaxAt(logits), logits);
      for (let k = 0; k < 20; k++) {
        expect(distance(anyShares(), logits)).toBeGreaterThanOrEqual(nearest - 1e-12);
      }
    }
  });

  it('reaches an edge where softmax does not', () => {
    expect(sparsemaxAt([1, 2, 3], 2)).toEqual([0, 0.25, 0.75]);
    expect(supportOf(softmaxAt([1, 2, 3], 2))).toBe(3);
    expect(sparsemaxAt([1, 2, 3])).toEqual([0, 0, 1]);
  });
});

describe('the path over the temperatures (200 rows)', () => {
  it('runs from the centre to the corner of the largest logit', () => {
    for (let i = 0; i < 200; i++) {
      const logits = [between(-5, 0), between(-5, 0), between(1, 5)];
      const path = pathOf('softmax', logits);
      path[0].forEach((share) => {
        expect(share).toBeCloseTo(1 / 3, 1);
      });
      expect(path[path.length - 1][2]).toBeCloseTo(1, 6);
      const tops = path.map(([, , top]) => top);
      expect(tops).toEqual([...tops].sort((a, b) => a - b));
    }
  });
});

it('many temperatures in one run are the same as one by one (100 rows)', () => {
  for (let i = 0; i < 100; i++) {
    const logits = anyLogits(8);
    for (const [rule, alone] of [
      ['softmax', softmaxAt],
      ['sparsemax', sparsemaxAt],
    ] as const) {
      expect(sharesAt(rule, logits, temperatures)).toEqual(
        temperatures.map((temperature) => alone(logits, temperature)),
      );
    }
  }
});

it('softmax is e^z / Σ e^z in plain arithmetic (400 rows)', () => {
  for (let i = 0; i < 400; i++) {
    const logits = anyLogits(20);
    const powers = logits.map(Math.exp);
    softmaxAt(logits).forEach((share, k) => {
      expect(Math.abs(share - powers[k] / total(powers))).toBeLessThanOrEqual(1e-14);
    });
  }
});

describe('what the figure answers and says', () => {
  const answer = answerer(widget.examples[0].attributes);

  it('knows its three points, at its own temperature and at others', () => {
    expect(answer('softmax.2', {}, {})).toBeCloseTo(0.665, 3);
    expect(answer('tempered.2', {}, { 'simplex/temperature': 2 })).toBeCloseTo(0.506, 3);
    expect(answer('sparsemax.1@2', {}, {})).toBe(0.25);
    expect(answer('support@2', {}, {})).toBe(2);
    expect(answer('support@-1', {}, {})).toBeUndefined();
  });

  it('knows every head that lessons may use', () => {
    for (const head of cells) {
      const cell = head === 'support' ? head : `${head}.0`;
      expect(answer(cell, {}, {}), cell).toBeTypeOf('number');
    }
  });

  it('says where sparsemax stands: inside, on an edge, in a corner', () => {
    const said = (temperature: number) =>
      narrate(softmaxAt([1, 2, 3], temperature), sparsemaxAt([1, 2, 3], temperature), temperature);
    expect(said(10)).toContain('all three classes');
    expect(said(2)).toContain('reached an edge: 0, 0.250, 0.750');
    expect(said(1)).toContain('in the corner: 0, 0, 1');
  });
});
