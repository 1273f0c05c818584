import { formatPercent } from '../../draw/number.ts';
import type { Sea, TieRule } from './sea.ts';
import type { Reading } from './use-layer.ts';

const takers: Readonly<Record<TieRule, string>> = {
  first: 'the first of the equals',
  last: 'the last of the equals',
  shared: 'all of the equals in shares',
};

/** What the sea of ties is, and what the chosen rule does with it. */
export function narrate(sea: Sea, rule: TieRule, sample: boolean, disagree: number): string {
  const whose = sample ? 'Nothing is drawn yet, so this is a sample 3. ' : '';
  const below =
    disagree === 0
      ? 'The ReLU before the pool then stops all of it: below, the rules agree on every cell.'
      : `The ReLU before the pool then stops what falls on zeros: below, the rules still differ at ${disagree} cells.`;
  return `${whose}${sea.ties} of ${sea.windows} windows are ties (${formatPercent(sea.ties / sea.windows)}), ${sea.zeros} of them of zeros. ${formatPercent(sea.share)} of the gradient goes through them, to ${takers[rule]}. ${below}`;
}

export const waiting = (reading: Reading): string =>
  reading.state === 'failed'
    ? `The network could not be run: ${reading.why}.`
    : 'The network is reading…';
