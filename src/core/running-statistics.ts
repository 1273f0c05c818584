import type { Numbers } from '../trace/tensor.ts';

/** Mean and variance of each channel. */
export interface Statistics {
  readonly mean: Numbers;
  readonly variance: Numbers;
}

/**
 * The statistics that inference will use, moved a little towards a batch's:
 * running ← (1 − momentum) · running + momentum · batch. The batch's variance comes in biased, as
 * batch norm saves it, and goes in unbiased (times n/(n − 1)), as PyTorch has it.
 *
 * @param cells how many cells each channel of the batch has (N · H · W), at least 2
 * @throws RangeError for fewer: the spread of one number is not known
 */
export function runningStatistics(
  running: Statistics,
  batch: Statistics,
  cells: number,
  momentum = 0.1,
): Statistics {
  if (!(cells >= 2)) throw new RangeError(`a variance needs 2 cells or more, got ${cells}`);
  const moved = (from: Numbers, to: Numbers, factor: number): Float64Array =>
    Float64Array.from(from, (kept, c) => (1 - momentum) * kept + momentum * factor * to[c]);
  return {
    mean: moved(running.mean, batch.mean, 1),
    variance: moved(running.variance, batch.variance, cells / (cells - 1)),
  };
}
