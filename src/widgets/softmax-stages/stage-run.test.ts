import { describe, expect, it } from 'vitest';
import { softmax } from '../../core/layers/softmax.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { formatNames, formats } from '../../core/number/format.ts';
import { limitsOf } from '../../core/number/limits.ts';
import { roundTo } from '../../core/number/rounding.ts';
import { maybeBreak } from '../../core/number/softmax-chain.ts';
import { mulberry32 } from '../../core/probe.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { logitLimit, mostClasses } from './logits.ts';
import { presets } from './presets.ts';
import { cellsOf, columnsOf, forms, runStages, valuesOf } from './stage-run.ts';
import { verdictOf } from './verdict.ts';

const layer = new LoneLayer(softmax);
const truthOf = (logits: readonly number[]): readonly number[] => [
  ...layer.forward([hostTensor([1, logits.length], logits)]).data,
];

/** Rows over the whole range of the editor: 2 to 10 classes, spreads from 1 to the limit. */
function rowsOf(seed: number, count: number): readonly (readonly number[])[] {
  const uniform = mulberry32(seed);
  return Array.from({ length: count }, () => {
    const spread = logitLimit ** uniform();
    const middle = (uniform() - 0.5) * 2 * (logitLimit - spread);
    const classes = 2 + Math.floor(uniform() * (mostClasses - 1));
    return Array.from({ length: classes }, () => middle + (2 * uniform() - 1) * spread);
  });
}

describe('both computations, for 400 rows over the whole range of the editor (seed 11)', () => {
  const rows = rowsOf(11, 400);

  it('the shifted one is the core’s softmax in float64 to 1e-13', () => {
    for (const logits of rows) {
      const truth = truthOf(logits);
      valuesOf(runStages(logits, 'float64'), 'shifted', 'probabilities').forEach((p, i) => {
        expect(Math.abs(p - truth[i])).toBeLessThanOrEqual(1e-13);
      });
    }
  });

  it.each(formatNames)(
    'in %s, the shifted one never breaks, and its sum lies in [1, K]',
    (name) => {
      for (const logits of rows) {
        const run = runStages(logits, name);
        expect(maybeBreak(run.chains.shifted)).toBeUndefined();
        expect(verdictOf(run, 'shifted').outcome).not.toBe('broken');
        const total = valuesOf(run, 'shifted', 'partialSums').at(-1) ?? 0;
        expect(total).toBeGreaterThanOrEqual(1);
        expect(total).toBeLessThanOrEqual(logits.length);
        const p = valuesOf(run, 'shifted', 'probabilities');
        const most = 4 * logits.length * limitsOf(formats[name]).epsilon;
        expect(Math.abs(p.reduce((a, b) => a + b, 0) - 1)).toBeLessThanOrEqual(most);
      }
    },
  );

  it.each(formatNames)(
    'in %s, a naive power is ∞ from the limit up and 0 from the other down',
    (name) => {
      const { expOverflow, expVanishes } = limitsOf(formats[name]);
      for (const logits of rows) {
        const run = runStages(logits, name);
        cellsOf(run, 'naive', 'powers').forEach(({ value, operands: [z] }) => {
          expect(value === Number.POSITIVE_INFINITY).toBe(z >= expOverflow);
          expect(value === 0).toBe(z <= expVanishes);
        });
      }
    },
  );

  it.each(formatNames)(
    'in %s, NaN comes out of the naive one exactly where an ∞ or a sum of 0 went in',
    (name) => {
      for (const logits of rows) {
        const run = runStages(logits, name);
        const powers = valuesOf(run, 'naive', 'powers');
        const total = valuesOf(run, 'naive', 'partialSums').at(-1);
        valuesOf(run, 'naive', 'probabilities').forEach((p, i) => {
          expect(Number.isNaN(p)).toBe(powers[i] === Number.POSITIVE_INFINITY || total === 0);
        });
        const broken = total === Number.POSITIVE_INFINITY || total === 0;
        expect(verdictOf(run, 'naive').outcome === 'broken').toBe(broken);
      }
    },
  );

  it('where the naive one holds in float64, both agree to 1e-12', () => {
    let compared = 0;
    for (const logits of rows) {
      const run = runStages(logits, 'float64');
      if (verdictOf(run, 'naive').outcome !== 'fine') continue;
      const naive = valuesOf(run, 'naive', 'probabilities');
      valuesOf(run, 'shifted', 'probabilities').forEach((p, i) => {
        compared++;
        expect(Math.abs(p - naive[i])).toBeLessThanOrEqual(1e-12);
      });
    }
    expect(compared).toBeGreaterThan(500);
  });

  it.each(formatNames)(
    'in %s, adding a constant to logits that stay exact changes no bit',
    (name) => {
      const uniform = mulberry32(12);
      for (let row = 0; row < 200; row++) {
        // Whole numbers below 128 are numbers of every format, bfloat16's 8 bits included.
        const logits = Array.from({ length: 5 }, () => Math.floor(64 * uniform()));
        const moved = logits.map((z) => z + 63);
        expect(moved.every((z) => roundTo(formats[name], z) === z)).toBe(true);
        expect(valuesOf(runStages(moved, name), 'shifted', 'probabilities')).toEqual(
          valuesOf(runStages(logits, name), 'shifted', 'probabilities'),
        );
      }
    },
  );

  it('every number that a table shows is a number of its format', () => {
    for (const logits of rows.slice(0, 100)) {
      for (const name of formatNames) {
        const run = runStages(logits, name);
        for (const form of forms) {
          for (const value of columnsOf[form].flatMap((column) => valuesOf(run, form, column))) {
            expect(roundTo(formats[name], value)).toEqual(value);
          }
        }
      }
    }
  });
});

describe('what is said of a computation', () => {
  const said = (
    logits: readonly number[],
    form: 'naive' | 'shifted',
    format = 'float32' as const,
  ) => verdictOf(runStages(logits, format), form).sentence;

  it('names the first power that overflows, and the limit it exceeds', () => {
    expect(said([50, 90, 100], 'naive')).toBe(
      'e⁹⁰ is beyond 3.4 × 10³⁸, the largest float32: it overflows to ∞, and ∞/∞ is NaN.',
    );
  });

  it('tells the silent failure, where only the sum overflows, from the loud one', () => {
    const run = runStages([88.5, 88.5], 'float32');
    expect(valuesOf(run, 'naive', 'probabilities')).toEqual([0, 0]);
    expect(verdictOf(run, 'naive').sentence).toContain('gives 0 everywhere, in silence');
  });

  it('says 0/0 where all powers underflow', () => {
    expect(said([-200, -300], 'naive')).toContain('0/0 is NaN');
  });

  it('calls an underflow beside a sum of at least 1 harmless', () => {
    expect(said([0, 0, 100], 'shifted')).toBe(
      'e⁻¹⁰⁰ lies below 1.18 × 10⁻³⁸, the smallest normal float32: it is kept as a subnormal, with fewer digits; harmless, beside a sum of at least 1.',
    );
    const flushed = runStages([0, 0, 100], 'float32', true);
    expect(verdictOf(flushed, 'shifted').sentence).toContain('flushed to 0: harmless');
    expect(said([1000, -1000], 'shifted')).toContain('underflows to 0: harmless');
  });

  it.each(presets)('has a sentence for %j in every format', (logits) => {
    for (const format of formatNames) {
      for (const form of forms) {
        expect(verdictOf(runStages(logits, format), form).sentence).toMatch(/^\S.*\.$/);
      }
    }
  });
});
