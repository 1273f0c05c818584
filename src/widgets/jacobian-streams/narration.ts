import { formatNumber, formatSigned } from '../../draw/number.ts';
import { named } from '../softmax-jacobian/logits.ts';
import type { Collapse, StreamRun } from './stream-run.ts';

const kept = (text: string) => text.replaceAll(' ', '\u00a0');

/** What the streams that are on bring to the logits. */
export function narrateStreams(run: StreamRun, isLoss: boolean): string {
  const { label, on, upstream, gradient, s } = run;
  const count = on.filter((is) => is).length;
  const y = label + 1;
  if (count === 0) return 'Every stream is off: nothing arrives anywhere.';
  if (gradient.some(Number.isNaN)) {
    return `Probability ${y} has underflowed to 0. One over it is infinite, 0 times infinity is not a number, and that is what arrives. Going straight from the logits avoids it.`;
  }
  if (!isLoss) {
    return `${count} of ${on.length} streams are on. Each reaches every logit, and what arrives at all of them adds up to 0.`;
  }
  if (!on[label]) {
    return 'The wrong classes send nothing: their probabilities do not stand in the loss. Exactly 0 arrives at every logit.';
  }
  const alone = count === 1 ? 'One stream is on' : `${count} streams are on, one carries anything`;
  return `${alone}: ${kept(formatSigned(upstream[label]))} at the label. Through ${named('s', label)} = ${kept(formatNumber(s[label]))} it reaches every logit, and makes the whole gradient.`;
}

/** The step of the collapse: 0 the product, then a logit each, then the code. */
export function narrateCollapse(collapse: Collapse, step: number, alias: boolean): string {
  const { label, terms, upstream } = collapse;
  const y = named('s', label);
  if (step === 0) {
    return `Cross-entropy sends −1/${y} to the label and nothing else. Row ${label + 1} of the Jacobian carries it to every logit.`;
  }
  if (step > terms.length) {
    return alias
      ? `dz is no copy but another name for s. Taking 1 off it has changed the probabilities themselves: they add up to 0 now.`
      : `So the whole backward pass is: copy the probabilities, take 1 off at the label.`;
  }
  const j = step - 1;
  const { delta, s, result } = terms[j];
  const broken = Number.isFinite(upstream)
    ? ''
    : ' With these numbers the product itself is not a number; what it shrinks to is.';
  const what = delta
    ? `${y} is taken off 1, and the sign turns it round: ${y} − 1`
    : `${named('s', j)} alone is left`;
  return `Logit ${j + 1}: ${y} above cancels ${y} below. ${what}, which is ${kept(formatSigned(delta ? result : s))}.${broken}`;
}
