import { formatNumber } from '../../draw/number.ts';
import { probabilityText } from '../softmax-stages/number-text.ts';
import { supportOf } from './simplex-run.ts';
import type { Shares } from './triangle.ts';

export const sharesText = (shares: Shares): string => shares.map(probabilityText).join(', ');

/** Where the points stand, in words. */
export function narrate(tempered: Shares, sparse: Shares, temperature: number): string {
  const warmth =
    temperature === 1
      ? 'At T = 1'
      : `At T = ${formatNumber(temperature)}, ${temperature > 1 ? 'nearer the centre' : 'nearer the corner'},`;
  return `${warmth} softmax gives ${sharesText(tempered)}: never quite on an edge. ${sparseWords(sparse)}`;
}

function sparseWords(sparse: Shares): string {
  const classes = supportOf(sparse);
  if (classes === 3)
    return `Sparsemax gives ${sharesText(sparse)}, all three classes still in play.`;
  if (classes === 1) return `Sparsemax stands in the corner: ${sharesText(sparse)}.`;
  return `Sparsemax has reached an edge: ${sharesText(sparse)}.`;
}
