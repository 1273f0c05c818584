import { sparsemax } from '../../core/layers/sparsemax.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { softmaxShares } from '../softmax-compare/shares.ts';
import { inside, type Shares } from './triangle.ts';

const projection = new LoneLayer(sparsemax);

const asShares = ([a, b, c]: readonly number[]): Shares => [a, b, c];

/** softmax(z / T) of three logits, float64. */
export const softmaxAt = (logits: readonly number[], temperature = 1): Shares =>
  asShares(softmaxShares(logits, temperature));

/** sparsemax(z / T): the point of the triangle nearest to the logits themselves, float64. */
export function sparsemaxAt(logits: readonly number[], temperature = 1): Shares {
  const scores = hostTensor(
    [1, 3],
    logits.map((z) => z / temperature),
  );
  return asShares([...projection.forward([scores]).data]);
}

/** Temperatures of the path, from very warm to very cold, evenly in their logarithm. */
const pathTemperatures: readonly number[] = Array.from(
  { length: 81 },
  (_, i) => 10 ** (3 - i / 16),
);

/** softmax(z / T) for T from 1000 to 0.01: from the centre towards a corner. */
export const pathOf = (
  logits: readonly number[],
  shares: (logits: readonly number[], temperature: number) => Shares,
): readonly Shares[] => pathTemperatures.map((temperature) => shares(logits, temperature));

/**
 * Logits whose softmax is these shares: their logarithms, moved by a constant so that their mean
 * is as given (any constant would do), to four decimals. The shares are brought inside first.
 */
export function logitsAt(shares: Shares, mean: number): readonly number[] {
  const logs = inside(shares).map(Math.log);
  const shift = mean - logs.reduce((sum, log) => sum + log, 0) / 3;
  return logs.map((log) => Number((log + shift).toFixed(4)));
}

export const meanOf = (logits: readonly number[]): number =>
  logits.reduce((sum, z) => sum + z, 0) / logits.length;

/** How many classes have a share at all. */
export const supportOf = (shares: Shares): number => shares.filter((share) => share > 0).length;
