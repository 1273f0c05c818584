import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { type Batch, oneHot, resized, severalHot } from './batch.ts';
import { kinds, lossNames } from './kinds.ts';
import { clip, epsilon, type LossName, measuredSlopes, runLoss, smoothing } from './losses.ts';

/** A batch anywhere in the controls' range that a difference can be measured in. */
function randomBatch(random: Random, reach = 6): Batch {
  const classes = Math.floor(random.between(2, 11));
  const samples = Math.floor(random.between(1, 5));
  const numbers = (count: number, make: () => number) => Array.from({ length: count }, make);
  return {
    classes,
    logits: numbers(samples * classes, () => random.between(-reach, reach)),
    labels: numbers(samples, () => Math.floor(random.between(0, classes))),
    also: numbers(samples * classes, () => (random.chance(0.3) ? 1 : 0)),
    weights: numbers(classes, () => Math.floor(random.between(1, 9)) / 2),
  };
}

const batches = (seed: number, count: number, reach?: number): readonly Batch[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => randomBatch(random, reach));
};

const single = (logits: readonly number[], label: number): Batch => ({
  classes: logits.length,
  logits,
  labels: [label],
  also: logits.map(() => 0),
  weights: logits.map(() => 1),
});

const rowsOf = (batch: Batch, values: readonly number[]): readonly (readonly number[])[] =>
  batch.labels.map((_, n) => values.slice(n * batch.classes, (n + 1) * batch.classes));

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function softmaxOf(z: readonly number[]): readonly number[] {
  const top = Math.max(...z);
  const powers = z.map((x) => Math.exp(x - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((x) => x / sum);
}

/** Each loss of one sample written straight from its definition, without the core. */
const byDefinition: Readonly<
  Record<
    Exclude<LossName, 'weighted'>,
    (z: readonly number[], label: number, t: readonly number[]) => number
  >
> = {
  once: (z, y) => -Math.log(softmaxOf(z)[y]),
  twice: (z, y) => -Math.log(softmaxOf(softmaxOf(z))[y]),
  smooth: (z, y) =>
    -softmaxOf(z).reduce(
      (sum, s, k) => sum + ((k === y ? 1 - smoothing : 0) + smoothing / z.length) * Math.log(s),
      0,
    ),
  focal: (z, y) => -((1 - softmaxOf(z)[y]) ** 2) * Math.log(softmaxOf(z)[y]),
  classes: (z, y) => -Math.log(softmaxOf(z)[y]) / z.length,
  epsilon: (z, y) => -Math.log(softmaxOf(z)[y] + epsilon),
  clipped: (z, y) => -Math.log(Math.min(1 - clip, Math.max(clip, softmaxOf(z)[y]))),
  binary: (z, _, t) => sigmoidLoss(z, t),
  slope: (z, _, t) => sigmoidLoss(z, t),
  'slope-of-slope': (z, _, t) => sigmoidLoss(z, t),
  linear: (z, y) => z.reduce((sum, x, k) => sum + (x - (k === y ? 1 : 0)) ** 2 / 2, 0),
};

function sigmoidLoss(z: readonly number[], t: readonly number[]): number {
  return z.reduce((sum, x, k) => {
    const p = 1 / (1 + Math.exp(-x));
    return sum - t[k] * Math.log(p) - (1 - t[k]) * Math.log(1 / (1 + Math.exp(x)));
  }, 0);
}

describe('worked examples', () => {
  test('logits 2, 0.5 with label 0: 0.818 and a loss of 0.201', () => {
    const { predictions, loss } = runLoss('once', single([2, 0.5], 0));
    expect(predictions[0]).toBeCloseTo(0.818, 3);
    expect(loss).toBeCloseTo(0.201, 3);
  });

  test('logits 1, 2, 0.5 with label 1: probabilities, loss 0.464, gradient', () => {
    const { predictions, loss, gradient } = runLoss('once', single([1, 2, 0.5], 1));
    for (const [i, p] of [0.231, 0.629, 0.14].entries()) {
      expect(predictions[i]).toBeCloseTo(p, 3);
    }
    expect(loss).toBeCloseTo(0.464, 3);
    for (const [i, g] of [0.231, -0.371, 0.14].entries()) expect(gradient[i]).toBeCloseTo(g, 3);
  });

  test('a fresh network of 10 classes has a loss of ln 10', () => {
    expect(runLoss('once', single(new Array(10).fill(0), 3)).loss).toBeCloseTo(Math.LN10, 12);
  });
});

describe('every loss', () => {
  const defined = lossNames.filter((name) => name !== 'weighted');

  test.each(defined)('"%s" is its definition, averaged over the samples (300 batches)', (name) => {
    for (const batch of batches(21, 300)) {
      const targets = rowsOf(batch, severalHot(batch));
      const expected = mean(
        rowsOf(batch, batch.logits).map((z, n) =>
          byDefinition[name](z, batch.labels[n], targets[n]),
        ),
      );
      expect(runLoss(name, batch).loss).toBeCloseTo(expected, 9);
    }
  });

  test('"weighted" counts each sample by its label’s weight, and divides by their sum', () => {
    for (const batch of batches(22, 300)) {
      const weights = batch.labels.map((label) => batch.weights[label]);
      const total = rowsOf(batch, batch.logits).reduce(
        (sum, z, n) => sum - weights[n] * Math.log(softmaxOf(z)[batch.labels[n]]),
        0,
      );
      const expected = total / weights.reduce((a, b) => a + b, 0);
      expect(runLoss('weighted', batch).loss).toBeCloseTo(expected, 9);
    }
  });

  const honest = lossNames.filter((name) => name !== 'slope' && name !== 'slope-of-slope');
  test.each(honest)('"%s" has the slopes that are measured (200 batches)', (name) => {
    for (const batch of batches(23, 200)) {
      const { gradient } = runLoss(name, batch);
      const measured = measuredSlopes(name, batch);
      for (const [i, slope] of gradient.entries()) {
        expect(Math.abs(slope - measured[i])).toBeLessThan(
          1e-8 * Math.max(1, Math.abs(slope)) + 2e-9,
        );
      }
    }
  });

  test.each(lossNames.filter((name) => kinds[name].balanced))(
    '"%s" sends gradients that add up to 0 for each sample (300 batches, logits to ±40)',
    (name) => {
      for (const batch of batches(24, 300, 40)) {
        for (const row of rowsOf(batch, runLoss(name, batch).gradient)) {
          expect(Math.abs(row.reduce((a, b) => a + b, 0))).toBeLessThan(1e-12);
        }
      }
    },
  );

  test('predicts minus target wherever head and loss fit each other', () => {
    for (const batch of batches(25, 200)) {
      for (const name of ['once', 'smooth', 'binary', 'linear'] as const) {
        const { predictions, targets, gradient } = runLoss(name, batch);
        for (const [i, slope] of gradient.entries()) {
          expect(slope).toBeCloseTo((predictions[i] - targets[i]) / batch.labels.length, 12);
        }
      }
    }
  });
});

describe('what goes wrong', () => {
  test('a mean over the classes too shrinks loss and gradient by exactly K', () => {
    for (const batch of batches(26, 300)) {
      const right = runLoss('once', batch);
      const wrong = runLoss('classes', batch);
      expect(wrong.loss * batch.classes).toBeCloseTo(right.loss, 10);
      for (const [i, slope] of wrong.gradient.entries()) {
        expect(slope * batch.classes).toBeCloseTo(right.gradient[i], 12);
      }
    }
  });

  test('softmax twice can bring the loss no lower than ln(1 + (K − 1)/e), nor make it steep', () => {
    for (const batch of batches(27, 300, 40)) {
      const { loss, gradient } = runLoss('twice', batch);
      expect(loss).toBeGreaterThanOrEqual(Math.log(1 + (batch.classes - 1) / Math.E) - 1e-12);
      for (const slope of gradient) expect(Math.abs(slope)).toBeLessThanOrEqual(0.5);
    }
  });

  test('where the right class is clipped away, the gradient is exactly 0 and the mistake total', () => {
    const batch = single([20, 0, -3], 1);
    expect(runLoss('clipped', batch).gradient).toEqual([0, 0, 0]);
    expect(runLoss('once', batch).gradient[1]).toBeCloseTo(-1, 8);
  });

  test('with ε a probability far below it hardly pushes', () => {
    const batch = single([30, 0], 1);
    const p = runLoss('once', batch).predictions[1];
    expect(runLoss('epsilon', batch).gradient[1]).toBeCloseTo(-p / (p + epsilon), 6);
    expect(runLoss('epsilon', batch).loss).toBeLessThan(23.03);
  });

  test('σ′ on top multiplies by at most a quarter, σ′ of an activation by 0.197 to 0.25', () => {
    for (const batch of batches(28, 300)) {
      const { gradient } = runLoss('binary', batch);
      const slope = runLoss('slope', batch).gradient;
      const twice = runLoss('slope-of-slope', batch).gradient;
      for (const [i, right] of gradient.entries()) {
        expect(slope[i] / right).toBeLessThanOrEqual(0.25 + 1e-12);
        expect(twice[i] / right).toBeGreaterThan(0.1966);
        expect(twice[i] / right).toBeLessThanOrEqual(0.25 + 1e-12);
      }
    }
  });

  test('a weight changes nothing among samples of one class', () => {
    for (const batch of batches(29, 100)) {
      const alike = { ...batch, labels: batch.labels.map(() => batch.labels[0]) };
      expect(runLoss('weighted', alike).loss).toBeCloseTo(runLoss('once', alike).loss, 12);
    }
  });
});

describe('a batch', () => {
  test('of copies has the mean and, summed over them, the gradient of one', () => {
    for (const batch of batches(30, 100)) {
      const one = resized(batch, 1, batch.classes);
      const four = resized(one, 4, batch.classes);
      for (const name of lossNames) {
        const [a, b] = [runLoss(name, one), runLoss(name, four)];
        expect(b.loss).toBeCloseTo(a.loss, 10);
        const rows = rowsOf(four, b.gradient);
        for (const [k, slope] of a.gradient.entries()) {
          expect(rows.reduce((sum, row) => sum + row[k], 0)).toBeCloseTo(slope, 10);
        }
      }
    }
  });

  test('encodes labels as whole numbers and as rows with a single 1', () => {
    for (const batch of batches(31, 100)) {
      const rows = rowsOf(batch, oneHot(batch));
      expect(rows.map((row) => row.indexOf(1))).toEqual(batch.labels);
      for (const row of rows) expect(row.reduce((a, b) => a + b, 0)).toBe(1);
    }
  });
});
