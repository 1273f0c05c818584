import { formatNumber, formatSigned } from '../../draw/number.ts';
import type { WayBack } from './way-back.ts';

const place = (index: number, side: number) =>
  `row\u00a0${Math.floor(index / side) + 1}, column\u00a0${(index % side) + 1}`;

const factor = (value: number) => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

/** One or two sentences about the present step, in words that need no picture. */
export function narrate(back: WayBack, way: 'stamp' | 'collect', at: number): string {
  const { plan, upstream, wires, gradient } = back;
  const walked = wires.filter((wire) => (way === 'stamp' ? wire.window : wire.cell) === at);
  if (way === 'stamp') {
    const lost = plan.kernel ** 2 - walked.length;
    const cut =
      lost === 0
        ? ''
        : lost === 1
          ? ' One wire ends in the padding, where nobody receives it.'
          : ` ${lost} wires end in the padding, where nobody receives them.`;
    return `The output at ${place(at, plan.out)} sends ${formatSigned(upstream[at])}, times the kernel, back along ${walked.length === 1 ? 'the 1 wire' : `the ${walked.length} wires`} it was made from. What meets in a cell adds up.${cut}`;
  }
  const total = formatSigned(gradient[at]);
  const where = `The input at ${place(at, plan.size)}`;
  if (walked.length === 0) return `${where} was seen by no window. Its gradient is 0.`;
  const terms = walked
    .map(({ weight, window }) => `${factor(weight)}\u00a0·\u00a0${factor(upstream[window])}`)
    .join(' + ');
  const windows = walked.length === 1 ? '1 window' : `${walked.length} windows`;
  return `${where} was seen by ${windows} and collects from each: ${terms} = ${total}.`;
}
