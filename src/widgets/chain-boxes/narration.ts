import { formatNumber, formatSigned } from '../../draw/number.ts';
import { boxes, type Chain } from './chain.ts';

/** The playhead's steps: out along the boxes, and back. */
export const stepCount = 5;

const written = (value: number) => formatNumber(value, { digits: 4 });

/** One sentence or two for each step. */
export function narrate(chain: Chain, step: number): string {
  const { setup, u, y, nudgedU, nudgedY, first, second, product, measured } = chain;
  const { x, nudge } = setup;
  const one = boxes[setup.first].title;
  const two = boxes[setup.second].title;
  switch (step) {
    case 0:
      return `x is ${written(x)}. Now nudge it, by ${formatSigned(nudge)}, and watch what arrives at the end.`;
    case 1:
      return `The first box (${one}) makes ${written(u)} of it; of the nudged x it makes ${written(nudgedU)}. The nudge goes on as ${formatSigned(nudgedU - u, 4)}.`;
    case 2:
      return `The second box (${two}) makes ${written(y)}, nudged ${written(nudgedY)}. From ${formatSigned(nudge)} to ${formatSigned(nudgedY - y, 4)}: ${written(measured)} times as much.`;
    case 3:
      return `Backwards: at ${written(u)} the second box changes its output ${written(second)} times as fast as its input. That is its slope.`;
    default:
      return `The first box multiplies by its own slope, ${written(first)}. ${written(first)} × ${written(second)} = ${written(product)}; the nudge said ${written(measured)}. The smaller the nudge, the closer.`;
  }
}

/** The anchors of a listing's lines that a step is about. */
export const anchorsOf = (step: number): readonly string[] =>
  [['input'], ['first'], ['second'], ['slope-second'], ['slope-first']][step] ?? [];
