import { article } from '../../digits/article.ts';
import { formatNumber, formatPercent, formatSigned } from '../../draw/number.ts';
import type { NudgeState } from './nudge.ts';
import { placeOf } from './place.ts';
import type { Plan } from './plan.ts';
import type { Reading, Verdict } from './reading.ts';
import { type Descent, misreadIn } from './run.ts';

const said = ({ guess, probabilities }: Verdict) =>
  `${guess} (${formatPercent(probabilities[guess])})`;

const ink = (value: number) => formatNumber(value, { digits: 2 });

/** What is to be seen, for each state of the network's answer. */
export function narrate(
  state: NudgeState,
  plan: Plan,
  mode: 'nudge' | 'slope' | 'descend',
  known?: Verdict,
): string {
  const { phase, why, before, now, descent } = state;
  if (phase === 'waiting' && known) {
    if (mode === 'descend') return beforeSteps(plan, known);
    if (mode === 'nudge') return beforeNudge(plan, known);
  }
  if (phase === 'failed') {
    return `The network could not be run (${why ?? 'no reason was given'}). Reload the page to try again.`;
  }
  if (!before || !now) return 'The network is being fetched and run in your browser.';
  if (mode === 'descend') return afterSteps(plan, descent ?? { path: [before], samples: [] });
  if (mode === 'slope') return ofSlope(plan, before, now);
  if (plan.ink === plan.pixels[plan.pixel]) {
    return beforeNudge(plan, before);
  }
  const change = now.loss - before.loss;
  const verdict =
    change === 0
      ? 'did not move the loss'
      : change > 0
        ? 'made the loss larger'
        : 'made the loss smaller';
  const turned = now.guess === before.guess ? '' : ` Now it says ${said(now)}.`;
  return `From ink ${ink(plan.pixels[plan.pixel])} to ${ink(plan.ink)} at ${placeOf(plan.pixel)}: one pixel out of 784 ${verdict}, by ${formatSigned(change)}.${turned}`;
}

function beforeNudge(plan: Plan, verdict: Verdict): string {
  const wrong = verdict.guess === plan.label ? '' : ', and is wrong';
  return `You meant ${article(plan.label)} ${plan.label}; the network says ${said(verdict)}${wrong}. The outlined pixel is at ${placeOf(plan.pixel)}. Give it more ink.`;
}

function ofSlope(plan: Plan, before: Reading, now: Reading): string {
  const slope = before.slopes[plan.pixel];
  const rest = plan.pixels[plan.pixel];
  if (plan.ink === rest) {
    if (slope === 0)
      return `At ${placeOf(plan.pixel)} the slope is 0: a little ink changes nothing.`;
    return `At ${placeOf(plan.pixel)} the slope is ${formatSigned(slope)}: a little more ink makes the loss ${slope > 0 ? 'larger' : 'smaller'}. Move the point and see how long the dashed line is right.`;
  }
  const promised = slope * (plan.ink - rest);
  const did = now.loss - before.loss;
  return `The slope promised ${formatSigned(promised)}; the loss did ${formatSigned(did)}. The closer you stay to the drawing, the better they agree.`;
}

function beforeSteps(plan: Plan, verdict: Verdict): string {
  return `No step yet: the network says ${said(verdict)}, you meant ${article(plan.label)} ${plan.label}. A step moves every ${plan.mover === 'pixels' ? 'pixel of the picture' : 'weight of the network'} a little, against its slope.`;
}

function afterSteps(plan: Plan, { path, samples }: Descent): string {
  const [first] = path;
  const last = path.at(-1) ?? first;
  const moved = plan.mover === 'pixels' ? 'picture' : 'network';
  if (path.length < 2) {
    return beforeSteps(plan, first);
  }
  const steps = path.length === 2 ? 'one step' : `${path.length - 1} steps`;
  const down = last.loss < first.loss ? 'fell' : last.loss > first.loss ? 'rose' : 'stayed';
  const wrong = misreadIn(samples);
  const harm =
    wrong === 0
      ? ''
      : ` But ${wrong} of the ten samples ${wrong === 1 ? 'is' : 'are'} misread now.`;
  return `After ${steps} of the ${moved} the loss ${down} from ${formatNumber(first.loss)} to ${formatNumber(last.loss)}, and the network says ${said(last)}.${harm}`;
}
