import { limitsOf } from '../../core/number/limits.ts';
import { type Chain, maybeBreak, maybeFirst } from '../../core/number/softmax-chain.ts';
import { formatNumber } from '../../draw/number.ts';
import { powerText } from './number-text.ts';
import { cellsOf, type Form, formatOf, type StageRun, valuesOf } from './stage-run.ts';

/** How a computation ended: `broken` by an ∞ or a NaN, `rounded` where something fell to 0. */
export type Outcome = 'broken' | 'rounded' | 'fine';

export interface Verdict {
  readonly outcome: Outcome;
  /** One sentence: where it breaks and why, or that it does not. */
  readonly sentence: string;
}

/** What became of one computation, said in one sentence. */
export function verdictOf(run: StageRun, form: Form): Verdict {
  const chain = run.chains[form];
  if (maybeBreak(chain)) return { outcome: 'broken', sentence: breakOf(run, form, chain) };
  const small = maybeFirst(chain, ['vanished', 'subnormal']);
  if (!small || small.stage === 'probabilities') return fineOrTiny(run, form, chain);
  return { outcome: 'rounded', sentence: underflowOf(run, form) };
}

function breakOf(run: StageRun, form: Form, chain: Chain): string {
  const { largest } = limitsOf(formatOf(run));
  const place = maybeBreak(chain);
  const most = `${formatNumber(largest)}, the largest ${run.format}`;
  const [exponent] = place ? cellOperands(run, form, place) : [];
  if (place?.stage === 'powers') {
    return `${powerText(exponent)} is beyond ${most}: it overflows to ∞, and ∞/∞ is NaN.`;
  }
  if (place?.stage === 'partialSums') {
    return `Each power fits, but their sum is beyond ${most}: it overflows to ∞, and dividing by ∞ gives 0 everywhere, in silence.`;
  }
  if (place?.stage === 'probabilities') {
    return `Every power is too small for ${run.format} and underflows to 0, so is their sum, and 0/0 is NaN.`;
  }
  return `A logit is itself beyond ${most}.`;
}

const cellOperands = (
  run: StageRun,
  form: Form,
  { stage, index }: NonNullable<ReturnType<typeof maybeBreak>>,
): readonly number[] => cellsOf(run, form, stage)[index].operands;

/** The powers of e that fell below the format, the largest of them by name. */
function underflowOf(run: StageRun, form: Form): string {
  const powers = cellsOf(run, form, 'powers');
  const lost = powers.find(({ events }) => events.includes('vanished'));
  const worn = powers.find(({ events }) => events.includes('subnormal'));
  const harmless =
    form === 'shifted'
      ? 'harmless, beside a sum of at least 1'
      : 'harmless only while another power is large';
  if (lost && run.flush && lost.operands[0] > limitsOf(formatOf(run)).expVanishes) {
    return `${powerText(lost.operands[0])} would be a subnormal and is flushed to 0: ${harmless}.`;
  }
  if (lost) {
    return `${powerText(lost.operands[0])} is too small for ${run.format} and underflows to 0: ${harmless}.`;
  }
  const { smallestNormal } = limitsOf(formatOf(run));
  const exponent = worn?.operands[0] ?? 0;
  return `${powerText(exponent)} lies below ${formatNumber(smallestNormal)}, the smallest normal ${run.format}: it is kept as a subnormal, with fewer digits; ${harmless}.`;
}

function fineOrTiny(run: StageRun, form: Form, chain: Chain): Verdict {
  if (maybeFirst(chain, ['vanished', 'subnormal'])) {
    return {
      outcome: 'rounded',
      sentence: `Every power fits; a quotient is too small for ${run.format} and comes out ${valuesOf(run, form, 'probabilities').includes(0) ? 'as 0' : 'subnormal'}, as close to the truth as the format gets.`,
    };
  }
  const words =
    form === 'naive'
      ? `Every power and their sum fit into ${run.format}: nothing breaks.`
      : `The largest exponent is 0, so no power exceeds 1: nothing can overflow.`;
  return { outcome: 'fine', sentence: words };
}
