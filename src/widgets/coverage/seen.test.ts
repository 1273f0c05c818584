import { expect, test } from 'vitest';
import { paddingRules, planWindow } from '../convolution/geometry.ts';
import { coverage } from '../convolution/passes.ts';
import { windowsOver } from './seen.ts';

test('the windows drawn around a cell are as many as its count says, for every setting', () => {
  for (const size of [5, 6, 8]) {
    for (const kernel of [1, 2, 3, 4, 5]) {
      for (const step of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
        const [stride, dilation] = [1 + (step % 3), Math.ceil(step / 3)];
        for (const padding of paddingRules) {
          const plan = planWindow({ size, kernel, stride, dilation, padding });
          if ('refusal' in plan) continue;
          const drawn = Array.from(
            { length: size * size },
            (_, at) => windowsOver(plan, Math.floor(at / size), at % size).length,
          );
          expect(drawn).toEqual(coverage(plan, 'zero'));
        }
      }
    }
  }
});
