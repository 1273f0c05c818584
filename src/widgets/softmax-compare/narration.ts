import { formatNumber } from '../../draw/number.ts';
import { probabilityText, subscript } from '../softmax-stages/number-text.ts';
import { type LogRun, worstOf } from './log-run.ts';

const listed = (values: readonly number[]): string => values.map(probabilityText).join(', ');

/** What both sides make of the logits as they are moved. */
export function narrateShares(
  plain: readonly number[],
  softmax: readonly number[],
  constant: number,
  temperature: number,
): string {
  const sign = constant < 0 ? '−' : '+';
  const change =
    constant === 0
      ? 'z'
      : temperature === 1
        ? `z ${sign} ${Math.abs(constant)}`
        : `(z ${sign} ${Math.abs(constant)})`;
  const given = temperature === 1 ? change : `${change} / ${formatNumber(temperature)}`;
  const shares = plainWords(plain);
  const kept =
    constant !== 0 && temperature === 1
      ? ' The constant has changed the plain shares and left softmax as it was.'
      : constant === 0 && temperature !== 1
        ? ' The temperature has changed softmax and left the plain shares as they were.'
        : '';
  return `Of ${given}, plain normalisation makes ${shares}; softmax makes ${listed(softmax)}.${kept}`;
}

function plainWords(plain: readonly number[]): string {
  if (plain.some((share) => !Number.isFinite(share))) return 'nothing, for the sum is 0';
  const negative = plain.some((share) => share < 0);
  return `${listed(plain)}${negative ? ', which are no probabilities' : ''}`;
}

/** What is lost by taking the logarithm last. */
export function narrateLogs(run: LogRun): string {
  const late = worstOf(run.late, run.exact);
  const logs = worstOf(run.logs, run.exact);
  const p = run.probabilities[late.index];
  const truth = formatNumber(run.exact[late.index], { digits: 6 });
  const place = subscript(late.index);
  if (late.error === Number.POSITIVE_INFINITY) {
    const kept = formatNumber(run.logs[late.index], { digits: 6 });
    return `In ${run.format} p${place} underflows to 0, and log 0 is −∞. Log-softmax never makes that 0: it gives ${kept}.`;
  }
  if (p === 1 && logs.error < late.error) {
    return `In ${run.format} p${place} rounds to 1, whose logarithm is 0. Log-softmax keeps ${formatNumber(run.logs[late.index])}.`;
  }
  if (late.error > 4 * logs.error && late.error > 1e-12) {
    return `Taking the logarithm last is off by ${formatNumber(late.error)} at ℓ${place}, which is ${truth}; log-softmax by ${formatNumber(logs.error)} at most.`;
  }
  return `Nothing much is lost here: both columns agree with float64 to ${formatNumber(Math.max(late.error, logs.error), { digits: 2 })}.`;
}
