import { formatFixed, formatNumber } from '../../draw/number.ts';
import type { Attributes } from './attributes.ts';
import { crossEntropy, divergence } from './distributions.ts';

/** What the two distributions come to, in a sentence or two. */
export function narrate(
  p: readonly number[],
  q: readonly number[],
  unit: Attributes['unit'],
): string {
  const per = unit === 'bits' ? 1 / Math.LN2 : 1;
  const cost = divergence(p, q) * per;
  const impossible = p.findIndex((share, i) => share > 0 && q[i] === 0);
  if (impossible >= 0) {
    return `Class ${impossible} happens, and q has ruled it out: one such sample makes the mean infinite.`;
  }
  const label = p.indexOf(1);
  if (label >= 0) {
    const loss = formatFixed(crossEntropy(p, q) * per, 3);
    return `p is a label: nothing about it is uncertain, its entropy is 0, and all that is left is −log q of class ${label}: ${loss} ${unit}, the loss of one sample.`;
  }
  if (Math.abs(cost) < 1e-9) {
    return 'q is p. What remains is the entropy: no model can do better than to know the odds.';
  }
  return `Whoever believes q pays ${formatNumber(cost)} ${unit} a sample more than whoever knows p: orange minus blue.`;
}
