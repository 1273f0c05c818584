import { resultOf, runChain } from '../../core/number/softmax-chain.ts';

/** zᵢ / Σ z: what it takes to sum to 1, and nothing else. ±∞ or NaN where the sum is 0. */
export function plainShares(z: readonly number[]): readonly number[] {
  const total = z.reduce((sum, value) => sum + value, 0);
  return z.map((value) => value / total);
}

/** softmax(z / T) in float64, in the form that cannot overflow. @param temperature above 0 */
export const softmaxShares = (z: readonly number[], temperature = 1): readonly number[] =>
  resultOf(runChain(z, { goal: 'softmax', format: 'float64', shift: true, temperature }));

/** The logits as both sides are given them: (z + c) / T. */
export const moved = (
  z: readonly number[],
  constant: number,
  temperature: number,
): readonly number[] => z.map((value) => (value + constant) / temperature);
