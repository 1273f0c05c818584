import { expect, test } from 'vitest';
import { backwardRules } from './backward-rule.ts';
import { judge, measureSlopes } from './gradient-check.ts';
import { runPool } from './pool-run.ts';

const blank = [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 5, 8, 0, 2, 6, 6];
const run = runPool(blank, [0.4, -1.1, 0.7, 0.2], { size: 2, stride: 2 });

test('the rules differ only where there are ties, and there the check says no slope', () => {
  const measured = measureSlopes(run);
  const [first, last, shared] = (['truth', 'last', 'shared'] as const).map(
    (rule) => backwardRules[rule].claim(run, 4).gradient,
  );
  expect(first[0]).toBe(0.4);
  expect(last[5]).toBe(0.4);
  expect([shared[0], shared[1], shared[4], shared[5]]).toEqual([0.1, 0.1, 0.1, 0.1]);
  for (const claim of [first, last, shared]) {
    expect(claim.map((value, cell) => judge(value, measured, cell))).not.toContain('wrong');
  }
  expect(measured.kinks.filter(Boolean)).toHaveLength(4);
});
