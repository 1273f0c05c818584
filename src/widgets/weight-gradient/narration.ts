import { formatNumber } from '../../draw/number.ts';
import type { UpdateCode, WeightRun } from './weight-run.ts';

/** What the code does to the weights, and what becomes of the loss. */
export function narrate(run: WeightRun, code: UpdateCode): string {
  if (run.error !== undefined) {
    return 'Twelve weights, three numbers to take off them: NumPy refuses. That is the lucky case.';
  }
  const [before, after] = [run.lossBefore, run.lossAfter ?? run.lossBefore].map((loss) =>
    formatNumber(loss, { digits: 4 }).replaceAll(' ', '\u00a0'),
  );
  if (code === 'logits') {
    return `The shapes happen to fit, so each row of W gets the same three numbers. All logits move together, and softmax does not see it: the loss was ${before} and is ${after}.`;
  }
  const largest = Math.max(...run.dW.map(Math.abs));
  const big = formatNumber(largest).replaceAll(' ', '\u00a0');
  return `Each weight’s slope is its logit’s slope times its input. The largest is ${big}. One step brings the loss from ${before} to ${after}.`;
}
