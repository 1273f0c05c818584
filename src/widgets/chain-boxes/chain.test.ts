import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxNames } from './box-names.ts';
import { nudges, reach, runChain } from './chain.ts';

/** What each box does, and its slope, written down anew. */
const known = {
  triple: [(x: number) => 3 * x, () => 3],
  halve: [(x: number) => x / 2, () => 0.5],
  square: [(x: number) => x * x, (x: number) => 2 * x],
  sine: [Math.sin, Math.cos],
  exponential: [Math.exp, Math.exp],
  relu: [(x: number) => Math.max(0, x), (x: number) => (x > 0 ? 1 : 0)],
} as const;

const setup = fc.record({
  x: fc.double({ min: -reach, max: reach, noNaN: true }),
  nudge: fc.constantFrom(...nudges),
  first: fc.constantFrom(...boxNames),
  second: fc.constantFrom(...boxNames),
});

describe('two boxes', () => {
  it('compute what the boxes say, and multiply their slopes', () => {
    fc.assert(
      fc.property(setup, (given) => {
        const chain = runChain(given);
        const [f, slopeOfF] = known[given.first];
        const [g, slopeOfG] = known[given.second];
        const u = f(given.x);
        expect(chain.u).toBeCloseTo(u, 10);
        expect(chain.y / Math.max(1, Math.abs(chain.y))).toBeCloseTo(
          g(u) / Math.max(1, Math.abs(chain.y)),
          10,
        );
        expect(chain.first).toBeCloseTo(slopeOfF(given.x), 8);
        const scale = Math.max(1, Math.abs(slopeOfG(u)));
        expect(chain.second / scale).toBeCloseTo(slopeOfG(u) / scale, 8);
        const wide = Math.max(1, Math.abs(chain.product));
        expect(chain.product / wide).toBeCloseTo((chain.first * chain.second) / wide, 10);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('are measured the better the smaller the nudge, where they are smooth', () => {
    for (const first of ['triple', 'square', 'sine'] as const) {
      const off = nudges.map((nudge) => {
        const chain = runChain({ x: 0.7, nudge, first, second: 'square' });
        return Math.abs(chain.measured - chain.product);
      });
      expect([...off].sort((a, b) => b - a)).toEqual(off);
      expect(off.at(-1)).toBeLessThan(0.02);
    }
  });

  it('give the lesson its numbers: 1 → 3 → 9, slopes 3 and 6, together 18', () => {
    const chain = runChain({ x: 1, nudge: 0.1, first: 'triple', second: 'square' });
    expect([chain.u, chain.y, chain.first, chain.second, chain.product]).toEqual([3, 9, 3, 6, 18]);
    expect(chain.measured).toBeCloseTo(18.9, 10);
  });
});
