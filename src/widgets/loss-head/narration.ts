import { formatNumber, formatSigned } from '../../draw/number.ts';
import type { Batch } from './batch.ts';
import { kinds } from './kinds.ts';
import type { LossName, LossRun } from './losses.ts';

/** One loss against the other, at the logit of the label, in a sentence or two. */
export function narrate(
  batch: Batch,
  sample: number,
  left: { readonly name: LossName; readonly run: LossRun },
  right: { readonly name: LossName; readonly run: LossRun },
): string {
  const at = sample * batch.classes + batch.labels[sample];
  const [a, b] = [left.run.gradient[at], right.run.gradient[at]];
  const logit = `the logit of class ${batch.labels[sample]}`;
  const compared =
    left.name === right.name
      ? `${capital(logit)} feels ${formatSigned(a)}.`
      : `${capital(logit)} feels ${formatSigned(a)} under the first loss and ${formatSigned(b)} under the second${ratio(a, b)}.`;
  return `${compared} ${kinds[right.name].note}`;
}

function ratio(a: number, b: number): string {
  if (a === 0 || b === 0) return '';
  const share = b / a;
  if (Math.abs(share - 1) < 5e-4) return ', the same';
  return share > 0 ? `, ${formatNumber(share)} times as much` : ', the other way';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
