import { describe, expect, test } from 'vitest';
import { backwardRules, type RuleName } from './backward-rule.ts';
import { judge, measureSlopes } from './gradient-check.ts';
import { type Geometry, type PoolRun, runPool, windowsPerSide } from './pool-run.ts';

const x = [1, 3, 2, 4, 5, 6, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6];
const nine = [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9];

const runWith = (geometry: Geometry, input: readonly number[] = x): PoolRun =>
  runPool(input, nine.slice(0, windowsPerSide(geometry) ** 2), geometry);

function verdictsOf(run: PoolRun, rule: RuleName) {
  const measured = measureSlopes(run);
  const { gradient } = backwardRules[rule].claim(run, run.upstream.length);
  return run.x.map((_, cell) => judge(gradient[cell], measured, cell));
}

const geometries: readonly Geometry[] = [
  { size: 2, stride: 2 },
  { size: 2, stride: 1 },
  { size: 3, stride: 1 },
  { size: 3, stride: 2 },
];

describe('the true backward pass agrees with nudging, cell by cell', () => {
  test.each(geometries)('window $size, stride $stride', (geometry) => {
    expect(new Set(verdictsOf(runWith(geometry), 'truth'))).toEqual(new Set(['right']));
  });
});

describe('the mistakes are found', () => {
  test('argmax of zeros: everything in the top left corner', () => {
    const run = runWith({ size: 2, stride: 2 });
    const { gradient } = backwardRules.zeros.claim(run, 4);
    expect(gradient.flatMap((value, cell) => (value === 0 ? [] : [cell]))).toEqual([0, 2, 8, 10]);
    expect(verdictsOf(run, 'zeros')).toContain('wrong');
  });

  test('shaped like the output: the code stops at the first winner outside', () => {
    const claim = backwardRules.shape.claim(runWith({ size: 2, stride: 2 }), 4);
    expect(claim.gradient).toEqual([0, 0, 0, 0.4]);
    expect(claim.stopped).toEqual({
      window: 1,
      message: 'IndexError: index 3 is out of bounds for axis 1 with size 2',
    });
  });

  test('assignment: right while windows stand apart, wrong when they overlap', () => {
    expect(verdictsOf(runWith({ size: 2, stride: 2 }), 'assign')).not.toContain('wrong');
    expect(verdictsOf(runWith({ size: 2, stride: 1 }), 'assign')).toContain('wrong');
  });
});

test('at a tie there is no slope, whatever the backward pass says', () => {
  const tied = [1, 3, 2, 4, 5, 5, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6];
  const verdicts = verdictsOf(runWith({ size: 2, stride: 2 }, tied), 'truth');
  expect(verdicts[4]).toBe('no slope');
  expect(verdicts[5]).toBe('no slope');
  expect(verdicts.filter((verdict) => verdict === 'right')).toHaveLength(14);
});

describe('numbers of any size are judged by what is true of them', () => {
  const withCell = (value: number) => x.map((old, cell) => (cell === 5 ? value : old));

  test.each([1e14, -1e14, 1e300, 1e-320, -0])('an input of %d', (value) => {
    for (const geometry of geometries) {
      expect(verdictsOf(runWith(geometry, withCell(value)), 'truth')).not.toContain('wrong');
    }
    const run = runWith({ size: 2, stride: 1 }, withCell(value));
    expect(verdictsOf(run, 'zeros')).toContain('wrong');
  });

  test.each([1e9, 1e300])('an upstream gradient of %d', (value) => {
    const run = runPool(x, [value, ...nine.slice(1)], { size: 2, stride: 1 });
    expect(verdictsOf(run, 'truth')).not.toContain('wrong');
    expect(verdictsOf(run, 'zeros')).toContain('wrong');
  });
});
