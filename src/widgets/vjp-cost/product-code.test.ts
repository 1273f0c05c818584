import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { probabilitiesOf, vjpOf } from '../softmax-jacobian/softmax-row.ts';
import { productCodes } from './product-code.ts';

const codes = ['full', 'vjp', 'diagonal'] as const;
const random = new Random(43);
const row = (classes: number, reach: number) =>
  Array.from({ length: classes }, () => random.between(-reach, reach));

describe.each(codes)('the code "%s"', (name) => {
  const { run, cost } = productCodes[name];

  test.each([1, 2, 3, 4, 5, 7, 10, 16, 33, 100])('costs what its formula says, K = %d', (k) => {
    expect(run(probabilitiesOf(row(k, 3)), row(k, 2)).at(-1)?.cost).toEqual(cost(k));
  });

  test('has counted more at each of its lines', () => {
    const totals = run(probabilitiesOf(row(5, 3)), row(5, 2)).map(
      (stage) => stage.cost.multiplications + stage.cost.additions,
    );
    expect(totals).toEqual([...new Set(totals)].sort((a, b) => a - b));
  });
});

test('the shortcut costs what its formula says for 1000 and 50,000 classes too', () => {
  for (const k of [1000, 50_000]) {
    const stages = productCodes.vjp.run(probabilitiesOf(row(k, 3)), row(k, 2));
    expect(stages.at(-1)?.cost).toEqual(productCodes.vjp.cost(k));
  }
});

test('the whole matrix costs what its formula says for 1000 classes, and K times the shortcut', () => {
  const s = probabilitiesOf(row(1000, 3));
  expect(productCodes.full.run(s, row(1000, 2)).at(-1)?.cost).toEqual(productCodes.full.cost(1000));
  for (const k of [3, 10, 1000, 50_000]) {
    const [full, vjp] = [productCodes.full.cost(k), productCodes.vjp.cost(k)];
    expect(full.multiplications).toBe(k * vjp.multiplications);
    expect(full.additions).toBe(k * vjp.additions);
    expect(full.numbers).toBe(k * vjp.numbers);
  }
});

describe.each([3, 10])('%d random logits, 300 times', (classes) => {
  const cases = Array.from({ length: 300 }, () => {
    const logits = row(classes, [1, 5, 40, 1000][random.below(4)]);
    return { logits, s: probabilitiesOf(logits), v: row(classes, 3) };
  });

  test.each(['full', 'vjp'] as const)('"%s" gives what the core gives', (name) => {
    for (const { logits, s, v } of cases) {
      const dz = productCodes[name].run(s, v).at(-1)?.values ?? [];
      const truth = vjpOf(logits, v);
      expect(dz).toHaveLength(classes);
      dz.forEach((value, i) => {
        expect(Math.abs(value - truth[i])).toBeLessThan(1e-14);
      });
    }
  });

  test('the copied slope leaves out what the other classes send, and nothing else', () => {
    for (const { logits, s, v } of cases) {
      const dz = productCodes.diagonal.run(s, v).at(-1)?.values ?? [];
      const truth = vjpOf(logits, v);
      // What it leaves out: every other class.
      truth.forEach((value, i) => {
        const others = v.reduce((sum, vj, j) => (j === i ? sum : sum - s[i] * s[j] * vj), 0);
        expect(Math.abs(value - dz[i] - others)).toBeLessThan(1e-14);
      });
    }
  });
});
