import { expect, test } from 'vitest';
import { testPage } from '../../../tests/support/page.ts';
import { rasterize } from '../../digits/raster.ts';
import { sampleDigit } from '../../digits/samples.ts';
import { models } from './boards.ts';
import { maybeDigitNumbers } from './digit-numbers.ts';

const kinds = ['dense', 'relu', 'max-pool'] as const;

test.each(kinds)(
  'every sample digit, told it is another, makes a board of kind %s',
  async (kind) => {
    const client = await testPage().client();
    for (let digit = 0; digit < 10; digit++) {
      const pixels = rasterize(sampleDigit(digit))?.pixels ?? new Float32Array(784);
      const outcome = await client.record({ network: 'cnn', pixels, label: (digit + 5) % 10 });
      if (outcome.state !== 'answered') throw new Error('nobody answered');
      const numbers = maybeDigitNumbers(outcome.result.trace, kind);
      expect(numbers && models[kind].fits(numbers)).toBe(true);
      if (!numbers) continue;
      const board = models[kind].board(numbers, { size: 2, stride: 2 });
      expect(board.gradient.some((slope) => slope !== 0)).toBe(true);
      expect(board.truth.placed).toHaveLength(board.chips.length);
      for (const value of numbers.upstream) expect(Number(value.toPrecision(2))).toBe(value);
    }
  },
);
