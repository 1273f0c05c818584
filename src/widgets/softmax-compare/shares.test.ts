import { describe, expect, it } from 'vitest';
import { logSumExp } from '../../core/layers/log-sum-exp.ts';
import { softmax } from '../../core/layers/softmax.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { formatNames, formats } from '../../core/number/format.ts';
import { limitsOf } from '../../core/number/limits.ts';
import { mulberry32 } from '../../core/probe.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { cells } from './attributes.ts';
import { answerer, mostAdded } from './experiment.ts';
import { runLogs, worstOf } from './log-run.ts';
import { narrateLogs, narrateShares } from './narration.ts';
import { moved, plainShares, softmaxShares } from './shares.ts';
import { temperatures } from './temperature.ts';
import { widget } from './widget.tsx';

const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Rows over the range of the controls: 2 to 10 classes, up to ±`reach`. */
function rowsOf(seed: number, count: number, reach: number): readonly (readonly number[])[] {
  const uniform = mulberry32(seed);
  return Array.from({ length: count }, () => {
    const spread = reach ** uniform();
    return Array.from(
      { length: 2 + Math.floor(9 * uniform()) },
      () => (2 * uniform() - 1) * spread,
    );
  });
}

describe('plain shares and softmax, 300 rows at every temperature (seed 31)', () => {
  const rows = rowsOf(31, 300, 2000);

  it('softmax is the core’s layer in float64, at every temperature', () => {
    for (const temperature of temperatures) {
      const layer = new LoneLayer(softmax, { temperature });
      for (const logits of rows) {
        const truth = layer.forward([hostTensor([1, logits.length], logits)]).data;
        softmaxShares(logits, temperature).forEach((p, i) => {
          expect(Math.abs(p - truth[i])).toBeLessThanOrEqual(1e-10);
        });
      }
    }
  });

  it('a constant changes no probability, scaling no plain share', () => {
    const uniform = mulberry32(32);
    for (const logits of rowsOf(33, 300, 20)) {
      const constant = Math.round((2 * uniform() - 1) * mostAdded);
      const before = softmaxShares(logits);
      softmaxShares(moved(logits, constant, 1)).forEach((p, i) => {
        expect(Math.abs(p - before[i])).toBeLessThanOrEqual(1e-13);
      });
      const plain = plainShares(logits);
      const size = Math.max(...plain.map(Math.abs));
      plainShares(moved(logits, 0, temperatures[3])).forEach((share, i) => {
        expect(Math.abs(share - plain[i])).toBeLessThanOrEqual(1e-12 * size);
      });
    }
  });

  it('probabilities lie in [0, 1] and sum to 1; the largest logit keeps the largest share', () => {
    for (const logits of rows) {
      for (const temperature of temperatures) {
        const p = softmaxShares(logits, temperature);
        expect(Math.abs(total(p) - 1)).toBeLessThanOrEqual(1e-12);
        expect(p.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(p[logits.indexOf(Math.max(...logits))]).toBe(Math.max(...p));
      }
    }
  });

  it('the warmer, the lower the largest probability', () => {
    for (const logits of rows) {
      const tops = temperatures.map((temperature) =>
        Math.max(...softmaxShares(logits, temperature)),
      );
      expect(tops).toEqual([...tops].sort((a, b) => b - a));
    }
  });

  it('plain shares of [1, 2, 3] are sixths, softmax is not', () => {
    expect(plainShares([1, 2, 3])).toEqual([1 / 6, 1 / 3, 1 / 2]);
    expect(softmaxShares([1, 2, 3]).map((p) => p.toFixed(3))).toEqual(['0.090', '0.245', '0.665']);
  });
});

describe('the two ways to logarithms, 300 rows (seed 34)', () => {
  const rows = rowsOf(34, 300, 2000);

  it('logsumexp of log-probabilities is 0, as the core’s layer says too; their sum is below 0', () => {
    const layer = new LoneLayer(logSumExp);
    for (const logits of rows) {
      const run = runLogs(logits, 'float32');
      expect(Math.abs(run.logSumExp)).toBeLessThanOrEqual(1e-12);
      const [truth] = layer.forward([hostTensor([1, logits.length], run.exact)]).data;
      expect(Math.abs(run.logSumExp - truth)).toBeLessThanOrEqual(1e-12);
      expect(run.sum).toBeLessThan(0);
    }
  });

  it.each(formatNames)(
    'in %s, log-softmax never breaks and keeps what the format can hold',
    (name) => {
      const { epsilon } = limitsOf(formats[name]);
      for (const logits of rows) {
        const run = runLogs(logits, name);
        const reach = Math.max(...logits.map(Math.abs)) + Math.log(logits.length);
        const { error } = worstOf(run.logs, run.exact);
        expect(error).toBeLessThanOrEqual(4 * epsilon * (reach + 1));
      }
    },
  );

  it.each(formatNames)('in %s, log(softmax) is −∞ exactly where the probability is 0', (name) => {
    let lost = 0;
    for (const logits of rows) {
      const { late, probabilities } = runLogs(logits, name);
      probabilities.forEach((p, i) => {
        if (p === 0) lost++;
        expect(late[i] === Number.NEGATIVE_INFINITY).toBe(p === 0);
      });
    }
    expect(lost).toBeGreaterThan(50);
  });

  it('says what is lost', () => {
    expect(narrateLogs(runLogs([1000, -1000], 'float32'))).toBe(
      'In float32 p₂ underflows to 0, and log 0 is −∞. Log-softmax never makes that 0: it gives −2000.',
    );
    expect(narrateLogs(runLogs([1, 2, 3], 'float64'))).toMatch(/^Nothing much is lost/);
  });
});

describe('what the figure answers', () => {
  const [shares, logs] = widget.examples.map(({ attributes }) => answerer(attributes));

  it('follows constant and temperature', () => {
    expect(shares('plain.2', {}, {})).toBe(0.5);
    expect(shares('plain.2', {}, { 'compare/constant': 10 })).toBeCloseTo(13 / 36, 12);
    expect(shares('softmax.2', {}, { 'compare/constant': 10 })).toBeCloseTo(0.665, 3);
    expect(shares('softmax.2', {}, { 'compare/temperature': 2 })).toBeCloseTo(0.506, 3);
    expect(shares('top(2)', {}, {})).toBeCloseTo(0.506, 3);
    expect(shares('top(0)', {}, {})).toBeUndefined();
  });

  it('takes a format for its logarithms', () => {
    expect(logs('late.1', {}, {})).toBe(Number.NEGATIVE_INFINITY);
    expect(logs('logp.1', {}, {})).toBe(-2000);
    expect(logs('exact.1', {}, {})).toBe(-2000);
    expect(logs('lse', {}, {})).toBe(0);
    expect(logs('logsum@float64', {}, {})).toBe(-2000);
  });

  it('knows every head that lessons may use', () => {
    for (const head of cells) {
      const cell =
        head === 'top' ? 'top(1)' : ['lse', 'logsum'].includes(head) ? head : `${head}.0`;
      expect(shares(cell, {}, {}), cell).toBeTypeOf('number');
    }
  });
});

it('says which side a change has left alone', () => {
  const plain = [0.5, 0.5];
  expect(narrateShares(plain, plain, 3, 1)).toContain('left softmax as it was');
  expect(narrateShares(plain, plain, 0, 2)).toContain('left the plain shares as they were');
  expect(narrateShares(plainShares([-1, 1]), plain, 0, 1)).toContain('nothing, for the sum is 0');
  expect(narrateShares(plainShares([-1, 3]), plain, 0, 1)).toContain('no probabilities');
});
