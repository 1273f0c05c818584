import { formatNumber } from '../../draw/number.ts';

/** One sentence or two about the chosen cell, in words that need no picture. */
export function narrate(
  s: readonly number[],
  matrix: readonly (readonly number[])[],
  row: number,
  column: number,
  first: number,
): string {
  const entry = matrix[row][column];
  const size = formatNumber(Math.abs(entry)).replaceAll(' ', '\u00a0');
  const lift = `Lift logit ${column + first}`;
  if (entry === 0) {
    const flat = matrix.flat().every((value) => value === 0);
    return flat
      ? `${lift} a little, and nothing moves: these probabilities are a one-hot to the last bit, and every slope is 0.`
      : `${lift} a little, and probability ${row + first} stays where it is: one of the two has underflowed to 0.`;
  }
  if (row === column) {
    return `${lift} a little, and its own probability rises, at a slope of ${size}. The other ${s.length - 1} pay for it: their slopes in this column add up to −${size}.`;
  }
  return `${lift} a little, and probability ${row + first} falls, at a slope of ${size}. Lift logit ${row + first} instead, and probability ${column + first} falls just as fast.`;
}
