import { WeightsError } from './weights-error.ts';

/** Larger files are not read: the networks here have half a megabyte at most. */
const largestFile = 64 * 2 ** 20;

/** Throws a `WeightsError` for a file of `size` bytes that cannot be one of weights. */
export function expectSize(size: number): void {
  if (size === 0) throw new WeightsError('the file is empty');
  if (size <= largestFile) return;
  const megabytes = (Math.ceil((10 * size) / 2 ** 20) / 10).toFixed(1);
  throw new WeightsError(
    `the file has ${megabytes} MB; the largest that is read has ${largestFile / 2 ** 20} MB. The networks here have less than one`,
  );
}
