import { softmax } from '../../core/layers/softmax.ts';
import { sparsemax } from '../../core/layers/sparsemax.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { inside, type Shares } from './triangle.ts';

/** From scores to shares, in two ways. */
export type Rule = 'softmax' | 'sparsemax';

const layers: Readonly<Record<Rule, LoneLayer>> = {
  softmax: new LoneLayer(softmax),
  sparsemax: new LoneLayer(sparsemax),
};

/** The shares of z / T for each temperature, by the core in float64: one run, a row for each. */
export function sharesAt(
  rule: Rule,
  logits: readonly number[],
  temperatures: readonly number[],
): readonly Shares[] {
  const rows = temperatures.flatMap((temperature) => logits.map((z) => z / temperature));
  const { data } = layers[rule].forward([hostTensor([temperatures.length, 3], rows)]);
  return temperatures.map((_, row) => [data[3 * row], data[3 * row + 1], data[3 * row + 2]]);
}

/** softmax(z / T) of three logits. */
export const softmaxAt = (logits: readonly number[], temperature = 1): Shares =>
  sharesAt('softmax', logits, [temperature])[0];

/** sparsemax(z / T): the point of the triangle nearest to the scores themselves. */
export const sparsemaxAt = (logits: readonly number[], temperature = 1): Shares =>
  sharesAt('sparsemax', logits, [temperature])[0];

/** Temperatures of the path, from very warm to very cold, evenly in their logarithm. */
const pathTemperatures: readonly number[] = Array.from(
  { length: 81 },
  (_, i) => 10 ** (3 - i / 16),
);

/** Shares for T from 1000 to 0.01: from the centre towards a corner. */
export const pathOf = (rule: Rule, logits: readonly number[]): readonly Shares[] =>
  sharesAt(rule, logits, pathTemperatures);

/**
 * Logits whose softmax is these shares: their logarithms, moved by a constant so that their mean
 * is as given (any constant would do), to four decimals. The shares are brought inside first.
 */
export function logitsAt(shares: Shares, mean: number): readonly number[] {
  const logs = inside(shares).map(Math.log);
  const shift = mean - meanOf(logs);
  return logs.map((log) => Number((log + shift).toFixed(4)));
}

export const meanOf = (logits: readonly number[]): number =>
  logits.reduce((sum, z) => sum + z, 0) / logits.length;

/** How many classes have a share at all. */
export const supportOf = (shares: Shares): number => shares.filter((share) => share > 0).length;
