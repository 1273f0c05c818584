import { formatPercent } from '../../../draw/number.ts';
import type { Recorded } from '../../lab-store.ts';
import { probabilitiesOf } from '../../networks/answer.ts';
import type { LabNetwork } from '../../networks/network.ts';

/** What a network says: a probability for each of its classes. */
export interface Said {
  readonly network: LabNetwork;
  readonly shares: readonly number[];
}

export const saidBy = ({ network, trace }: Recorded): Said => ({
  network,
  shares: probabilitiesOf(trace),
});

/** The digit that is said, and how surely. */
export function bestOf({ network, shares }: Said): { digit: number; share: number } {
  const at = shares.indexOf(Math.max(...shares));
  return { digit: network.classes[at], share: shares[at] };
}

const name = ({ title, weights }: LabNetwork): string =>
  weights.from === 'site' ? `the ${title}` : title;

const capital = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}`;
const article = (digit: number): string => (digit === 8 ? 'an' : 'a');
/** Shares closer than this read alike. */
const alike = 0.0005;

/** One sentence: where two networks disagree most. */
export function verdictOf(first: Said, second: Said): string {
  const [one, other] = [bestOf(first), bestOf(second)];
  for (const [narrow, wide] of [
    [second, one],
    [first, other],
  ] as const) {
    if (narrow.network.classes.includes(wide.digit)) continue;
    const forced = bestOf(narrow);
    return `${capital(name(narrow.network))} has no ${wide.digit}: it knows ${narrow.network.classes.join(' and ')}, and calls this ${article(forced.digit)} ${forced.digit} (${formatPercent(forced.share)}).`;
  }
  if (one.digit !== other.digit) {
    return `They disagree: ${name(first.network)} reads ${article(one.digit)} ${one.digit} (${formatPercent(one.share)}), ${name(second.network)} ${article(other.digit)} ${other.digit} (${formatPercent(other.share)}).`;
  }
  const read = `Both read ${article(one.digit)} ${one.digit}`;
  const gaps = first.network.classes.flatMap((digit, at) => {
    const there = second.network.classes.indexOf(digit);
    if (there < 0) return [];
    const [a, b] = [first.shares[at], second.shares[there]];
    return [{ digit, a, b, gap: Math.abs(a - b) }];
  });
  const widest = gaps.reduce((most, gap) => (gap.gap > most.gap ? gap : most));
  if (widest.gap < alike)
    return `${read}, and give every digit the same share to a tenth of a percent.`;
  return `${read}. They differ most on ${widest.digit}: ${name(first.network)} gives it ${formatPercent(widest.a)}, ${name(second.network)} ${formatPercent(widest.b)}.`;
}
