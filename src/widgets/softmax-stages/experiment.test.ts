import { describe, expect, it } from 'vitest';
import { testPage } from '../../../tests/support/page.ts';
import { cells } from './attributes.ts';
import { answerer, experimentOf } from './experiment.ts';
import { cellNames, focusOf } from './focus-cell.ts';
import { narrate } from './narration.ts';
import { presets } from './presets.ts';
import { runStages } from './stage-run.ts';
import { isReached, latestCell, momentAt, steps } from './timeline.ts';
import { widget } from './widget.tsx';

const [{ attributes }] = widget.examples;
const answer = answerer(attributes);
const ask = (cell: string, settings = {}) => answer(cell, {}, settings);

describe('what the figure answers', () => {
  it('knows both computations in its own format, and in others', () => {
    expect(ask('max')).toBe(100);
    expect(ask('shifted.0')).toBe(-50);
    expect(ask('infinities')).toBe(2);
    expect([0, 1, 2].map((i) => ask(`infinite.0.${i}`))).toEqual([0, 1, 1]);
    expect(ask('nans')).toBe(2);
    expect(ask('nans@float64')).toBe(0);
    expect(ask('naive.p.2@float64')).toBeCloseTo(0.999_954_6, 7);
    expect(ask('sum')).toBeCloseTo(1.000_045_4, 6);
    expect(ask('p.1')).toBeCloseTo(4.54e-5, 8);
  });

  it('knows where exp overflows: 11.09, 88.72, 709.78', () => {
    const limits = ['float16', 'bfloat16', 'float32', 'float64'].map((format) =>
      ask(`limit@${format}`)?.toFixed(2),
    );
    expect(limits).toEqual(['11.09', '88.72', '88.72', '709.78']);
  });

  it('follows the format and the flushing that the controls are set to', () => {
    expect(ask('nans', { 'stages/format': 'float64' })).toBe(0);
    const given = { 'stages/logits': { shape: [3], values: [0, 0, 100], min: 0, max: 1, step: 1 } };
    expect(answer('zeros', given, {})).toBe(0);
    expect(answer('zeros', given, { 'stages/flush': true })).toBe(2);
  });

  it('has an answer for every head that lessons may use, and none for others', () => {
    for (const head of cells) {
      const place = ['max', 'sum', 'limit', 'infinities', 'nans', 'zeros'].includes(head)
        ? ''
        : '.0';
      const cell =
        head === 'naive' ? 'naive.exp.0' : head === 'infinite' ? 'infinite.0.0' : head + place;
      expect(ask(cell), cell).toBeTypeOf('number');
    }
    expect(ask('zz.0')).toBeUndefined();
    expect(ask('p.0@float8')).toBeUndefined();
  });
});

describe('the timeline', () => {
  it('reaches every cell once and in order, and all of them at the end', () => {
    const run = runStages([1, 2, 3], 'float32');
    let before = -1;
    for (let at = 0; at <= 40; at++) {
      const moment = momentAt(Math.floor(at / 8), (at % 8) / 8, 3);
      const reached = (['shifted', 'powers', 'partialSums', 'probabilities'] as const).flatMap(
        (column) => [0, 1, 2].filter((i) => isReached(moment, column, i)),
      ).length;
      if (at < 40) expect(reached).toBeGreaterThanOrEqual(before);
      before = reached;
    }
    const end = momentAt(steps.length - 1, 1, 3);
    expect(latestCell(end, 'naive', 3)).toEqual({ column: 'probabilities', index: 2 });
    expect(narrate(run, end)).toBe('Divided by the sum, both give 0.090, 0.245, 0.665.');
  });

  it('has a sentence for every step of every preset in every format', () => {
    for (const [logits] of presets) {
      for (const format of ['float16', 'bfloat16', 'float32', 'float64'] as const) {
        const run = runStages(logits, format);
        steps.forEach((_, step) => {
          expect(narrate(run, momentAt(step, 1, logits.length))).toMatch(/^\S.*\.$/);
        });
      }
    }
  });

  it('figures of one name share a playhead', () => {
    const page = testPage();
    expect(experimentOf(page, attributes)).toBe(experimentOf(page, attributes));
  });
});

describe('the cell whose bits are shown', () => {
  const run = runStages([50, 90, 100], 'float32');
  const end = momentAt(steps.length - 1, 1, 3);

  it('is by itself the one that breaks', () => {
    expect(focusOf(run, 'naive', 'auto', end)).toEqual({ column: 'powers', index: 1 });
  });

  it('is none that has not been computed yet', () => {
    expect(focusOf(run, 'naive', 'powers.1', momentAt(0, 1, 3))).toBeUndefined();
    expect(focusOf(run, 'shifted', 'auto', momentAt(1, 1, 3))).toEqual({
      column: 'shifted',
      index: 2,
    });
  });

  it('stays within the classes and the columns, whatever a link chose', () => {
    for (const name of cellNames) {
      const place = focusOf(run, 'naive', name, end);
      expect(place?.index).toBeLessThan(3);
      expect(place?.column).not.toBe('shifted');
    }
  });
});
