import { describe, expect, it } from 'vitest';
import { centreOfMass, drawInk, PIXELS, SIDE } from './ink.ts';

const level = Float64Array.of(5, 14, 1, 23, 14, 1);

describe('drawInk', () => {
  it('covers as much as the line is wide', () => {
    const column = drawInk([level], 3, 1).filter((_, i) => i % SIDE === 14);
    expect(column.reduce((sum, value) => sum + value, 0)).toBeCloseTo(3, 5);
    expect(Math.max(...column)).toBe(1);
  });

  it('spreads the edge over the softness', () => {
    const column = drawInk([level], 4, 2).filter((_, i) => i % SIDE === 14);
    expect([...column.subarray(10, 14)]).toEqual([0, 0.25, 0.75, 1]);
  });

  it('draws wider where the chain is wider', () => {
    const wedge = drawInk([Float64Array.of(5, 14, 0.5, 23, 14, 2)], 3, 1);
    const ink = (x: number) => wedge.reduce((sum, v, i) => sum + (i % SIDE === x ? v : 0), 0);
    expect(ink(21)).toBeGreaterThan(2 * ink(7));
  });

  it('does not darken where lines cross, and ignores what lies outside', () => {
    const upright = Float64Array.of(14, 5, 1, 14, 23, 1);
    expect(Math.max(...drawInk([level, upright], 3, 1))).toBe(1);
    expect(drawInk([Float64Array.of(-9, -9, 1)], 3, 1)).toEqual(new Float32Array(PIXELS));
  });

  it('has its mass where it was drawn', () => {
    const mass = centreOfMass(drawInk([level], 3, 1));
    expect(mass?.x).toBeCloseTo(14, 5);
    expect(mass?.y).toBeCloseTo(14, 5);
    expect(centreOfMass(new Float32Array(PIXELS))).toBeUndefined();
  });
});
