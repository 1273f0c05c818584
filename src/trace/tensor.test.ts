import { describe, expect, it } from 'vitest';
import { eachPosition } from './step.ts';
import { hostTensor, indexOf, largestMagnitude, positionOf, sizeOf } from './tensor.ts';

describe('indexOf and positionOf', () => {
  it('are inverse to each other, row-major, for every cell', () => {
    const shape = [2, 3, 4, 5];
    for (let i = 0; i < sizeOf(shape); i++) expect(indexOf(shape, positionOf(shape, i))).toBe(i);
    expect(indexOf(shape, [0, 0, 0, 1])).toBe(1);
    expect(indexOf(shape, [1, 0, 0, 0])).toBe(60);
  });
  it('refuse what lies outside', () => {
    expect(() => indexOf([2, 3], [0, 3])).toThrow('lies outside a tensor of 2 × 3');
    expect(() => indexOf([2, 3], [0])).toThrow('has 1 axes');
    expect(() => positionOf([2, 3], 6)).toThrow('index 6');
  });
});

describe('hostTensor', () => {
  it('says how many numbers are needed', () => {
    expect(() => hostTensor([2, 3], [1, 2])).toThrow(
      '2 numbers do not fill a tensor of 2 × 3 (6 needed)',
    );
  });
});

describe('largestMagnitude', () => {
  it('does not hide a NaN', () => {
    expect(largestMagnitude([1, -3, 2])).toBe(3);
    expect(largestMagnitude([1, Number.NaN, 2])).toBeNaN();
  });
});

describe('moments', () => {
  it('visit every window once, row by row', () => {
    const moments = eachPosition([1, 2, 3, 8], 1);
    expect(moments.count).toBe(6);
    expect(moments.at(4)).toEqual({ start: [0, 1, 1, 0], size: [1, 1, 1, 8] });
  });
});
