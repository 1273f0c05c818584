import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reliabilityOf } from '../../src/core/metrics/calibration.ts';
import { confusionMatrix, reportOf } from '../../src/core/metrics/confusion.ts';
import { predictedClasses, topKAccuracy } from '../../src/core/metrics/ranking.ts';
import { fitTemperature, temperatureBounds } from '../../src/core/metrics/temperature.ts';
import {
  areaUnderRoc,
  averagePrecision,
  oneAgainstRest,
  thresholdPoints,
} from '../../src/core/metrics/thresholds.ts';
import { Random } from '../../src/digits/random.ts';
import { hostTensor } from '../../src/trace/tensor.ts';

const seed = 20_265;
const table = (classes: number, data: readonly number[]) =>
  hostTensor([data.length / classes, classes], data);

describe('confusion and what follows from it', () => {
  it('counts [true, predicted], and 0/0 as 0', () => {
    const confusion = confusionMatrix([0, 0, 1, 1, 1], [0, 1, 1, 1, 0], 3);
    expect(Array.from(confusion.data)).toEqual([1, 1, 0, 1, 2, 0, 0, 0, 0]);
    const report = reportOf(confusion);
    expect(report.accuracy).toBe(0.6);
    expect(report.perClass[2]).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
    expect(report.perClass[1].precision).toBeCloseTo(2 / 3, 12);
    expect(report.macro.f1).toBeCloseTo((0.5 + 2 / 3 + 0) / 3, 12);
    expect(report.weighted.f1).toBeCloseTo((2 * 0.5 + 3 * (2 / 3)) / 5, 12);
    expect(reportOf(confusionMatrix([], [], 2)).accuracy).toBe(0);
  });

  it('micro precision, recall and F1 are the accuracy; F1 is the harmonic mean (seeded)', () => {
    const samples = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(samples, (pairs) => {
        const labels = pairs.map(([label]) => label);
        const predicted = pairs.map(([, guess]) => guess);
        const report = reportOf(confusionMatrix(labels, predicted, 4));
        const right = pairs.filter(([label, guess]) => label === guess).length / pairs.length;
        expect(report.accuracy).toBe(right);
        expect(report.micro.precision).toBe(right);
        expect(report.micro.recall).toBe(right);
        expect(report.micro.f1).toBeCloseTo(right, 12);
        expect(report.weighted.recall).toBeCloseTo(right, 12);
        for (const { precision, recall, f1 } of report.perClass) {
          const harmonic =
            precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
          expect(f1).toBeCloseTo(harmonic, 12);
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  it('refuses labels that are no classes, and too few of them', () => {
    expect(() => confusionMatrix([0, 3], [0, 1], 3)).toThrow(
      'label 1 should be a class 0 … 2, and is 3',
    );
    expect(() => confusionMatrix([0], [0, 1], 3)).toThrow('expected 2 labels, got 1');
    expect(() => reportOf(hostTensor([2, 3], [1, 2, 3, 4, 5, 6]))).toThrow('got 2 × 3');
  });
});

describe('top-k', () => {
  it('takes the earlier class on a tie, and a score that is no number last', () => {
    const scores = table(3, [1, 1, 0, Number.NaN, 0, 5, Number.NaN, Number.NaN, Number.NaN]);
    expect(predictedClasses(scores)).toEqual([0, 2, 0]);
    expect(topKAccuracy(scores, [1, 0, 2], [1, 2, 3])).toEqual([0, 1 / 3, 1]);
  });

  it('is the accuracy for k = 1, never falls with k, and is 1 for all classes (seeded)', () => {
    const score = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constant(Number.NaN));
    const rows = fc.array(fc.tuple(fc.nat(3), score, score, score, score), { minLength: 1 });
    fc.assert(
      fc.property(rows, (samples) => {
        const labels = samples.map(([label]) => label);
        const scores = table(
          4,
          samples.flatMap(([, ...row]) => row),
        );
        const tops = topKAccuracy(scores, labels, [1, 2, 3, 4]);
        const confusion = confusionMatrix(labels, predictedClasses(scores), 4);
        expect(tops[0]).toBe(reportOf(confusion).accuracy);
        expect(tops).toEqual([...tops].sort((a, b) => a - b));
        expect(tops[3]).toBe(1);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('refuses a k that is none', () => {
    expect(() => topKAccuracy(table(2, [1, 2]), [0], [0])).toThrow('and is 0');
  });
});

/** Softmax rows of random logits, and labels drawn from the softmax at another temperature. */
function sampled(count: number, classes: number, temperature: number, random: Random) {
  const logits: number[] = [];
  const labels: number[] = [];
  for (let n = 0; n < count; n++) {
    const row = Array.from({ length: classes }, () => random.normal(0, 3));
    const powers = row.map((z) => Math.exp(z / temperature));
    let mark = random.between(
      0,
      powers.reduce((sum, power) => sum + power, 0),
    );
    labels.push(
      Math.max(
        0,
        powers.findIndex((power) => {
          mark -= power;
          return mark < 0;
        }),
      ),
    );
    logits.push(...row);
  }
  return { logits: table(classes, logits), labels };
}

function softmaxRows(logits: ReturnType<typeof table>, temperature: number) {
  const [samples, classes] = logits.shape;
  const rows = Array.from({ length: samples }, (_, n) => {
    const powers = Array.from({ length: classes }, (_, k) =>
      Math.exp(logits.data[n * classes + k] / temperature),
    );
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
  return table(classes, rows.flat());
}

describe('calibration', () => {
  it('measures by bins, worked out by hand', () => {
    // Confidences 0.9 right, 0.8 wrong, 0.6 right, 0.6 wrong; bins of a quarter.
    const rows = table(2, [0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.4, 0.6]);
    const { bins, expectedError, maximumError } = reliabilityOf(rows, [0, 1, 1, 0], 4);
    expect(bins.map(({ count }) => count)).toEqual([0, 0, 2, 2]);
    expect(bins[3].confidence).toBeCloseTo(0.85, 12);
    expect(bins[3].accuracy).toBe(0.5);
    expect(expectedError).toBeCloseTo(0.5 * 0.35 + 0.5 * 0.1, 12);
    expect(maximumError).toBeCloseTo(0.35, 12);
  });

  it('puts an edge into the bin below it, and refuses what is no probability', () => {
    const { bins } = reliabilityOf(table(2, [0.5, 0.5, 1, 0]), [0, 0], 4);
    expect(bins.map(({ count }) => count)).toEqual([0, 1, 0, 1]);
    expect(() => reliabilityOf(table(2, [3, 1]), [0])).toThrow(
      'the confidence of sample 0 should be a number in [0, 1], and is 3',
    );
  });

  it('finds the temperature that labels were drawn at, and heals calibration by it (seed 3)', () => {
    const { logits, labels } = sampled(6000, 5, 2.5, new Random(3));
    const fit = fitTemperature(logits, labels);
    expect(fit.temperature / 2.5).toBeGreaterThan(0.93);
    expect(fit.temperature / 2.5).toBeLessThan(1.07);
    expect(fit.lossAfter).toBeLessThan(fit.lossBefore);
    expect(fit.atBound).toBe(false);
    const before = reliabilityOf(softmaxRows(logits, 1), labels).expectedError;
    const after = reliabilityOf(softmaxRows(logits, fit.temperature), labels).expectedError;
    expect(before).toBeGreaterThan(0.1);
    expect(after).toBeLessThan(0.03);
  });

  it('finds no better temperature nearby (seeded)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (start) => {
        const { logits, labels } = sampled(40, 3, 2, new Random(start));
        const fit = fitTemperature(logits, labels);
        fc.pre(!fit.atBound);
        for (const nudge of [0.99, 1.01]) {
          const rows = softmaxRows(logits, fit.temperature * nudge);
          const loss = labels.reduce(
            (sum, label, n) => sum - Math.log(rows.data[n * 3 + label]),
            0,
          );
          expect(loss / 40).toBeGreaterThan(fit.lossAfter);
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  it('says so where only the bounds stop it', () => {
    const always = table(2, [2, 0, 3, 0]);
    expect(fitTemperature(always, [0, 0])).toMatchObject({
      temperature: temperatureBounds.from,
      atBound: true,
    });
    expect(fitTemperature(always, [1, 1])).toMatchObject({ atBound: true });
    expect(fitTemperature(always, [1, 1]).temperature).toBeCloseTo(temperatureBounds.to, 9);
    const far = fitTemperature(table(2, [1e308, -1e308, 0, 1]), [0, 0]);
    expect(far).toMatchObject({ atBound: true });
    expect(far.temperature).toBeCloseTo(temperatureBounds.to, 9);
  });
});

describe('thresholds', () => {
  it('move from nothing called to everything, equal scores together', () => {
    const points = thresholdPoints([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0]);
    expect(points.map(({ threshold }) => threshold)).toEqual([
      Number.POSITIVE_INFINITY,
      0.9,
      0.4,
      0.1,
    ]);
    expect(points.map(({ recall }) => recall)).toEqual([0, 0.5, 1, 1]);
    expect(points.map(({ falsePositiveRate }) => falsePositiveRate)).toEqual([0, 0, 0.5, 1]);
    expect(points.map(({ precision }) => precision)).toEqual([0, 1, 2 / 3, 0.5]);
    expect(areaUnderRoc(points)).toBeCloseTo(0.875, 12);
    expect(averagePrecision(points)).toBeCloseTo(0.5 + 0.5 * (2 / 3), 12);
  });

  it('the area is the chance that a yes scores higher than a no (seeded)', () => {
    const sample = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.nat(1));
    fc.assert(
      fc.property(fc.array(sample, { minLength: 2, maxLength: 30 }), (samples) => {
        const yes = samples.filter(([, answer]) => answer === 1).map(([score]) => score);
        const no = samples.filter(([, answer]) => answer === 0).map(([score]) => score);
        const points = thresholdPoints(
          samples.map(([score]) => score),
          samples.map(([, answer]) => answer),
        );
        const last = points[points.length - 1];
        expect(last.truePositives).toBe(yes.length);
        expect(last.trueNegatives).toBe(0);
        fc.pre(yes.length > 0 && no.length > 0);
        let wins = 0;
        for (const a of yes) for (const b of no) wins += a > b ? 1 : a === b ? 0.5 : 0;
        expect(areaUnderRoc(points)).toBeCloseTo(wins / (yes.length * no.length), 12);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('takes one class against the rest, and refuses what it cannot order', () => {
    const { scores, positive } = oneAgainstRest(table(2, [0.1, 0.9, 0.7, 0.3]), [1, 0], 1);
    expect(scores).toEqual([0.9, 0.3]);
    expect(positive).toEqual([1, 0]);
    expect(() => thresholdPoints([Number.NaN], [1])).toThrow('score 0 should be a number');
    expect(() => thresholdPoints([1], [2])).toThrow('answer 0 should be 0 or 1, and is 2');
  });
});
