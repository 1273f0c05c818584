import type { DeviceAnswer, DeviceChain, DeviceStage } from '../../core/webgl/raw-number-shader.ts';
import { formatNumber } from '../../draw/number.ts';
import { powerText } from './number-text.ts';
import { runStages, valuesOf } from './stage-run.ts';

/** What the device said about both computations, or that it has not been asked or does not speak. */
export type DeviceReport =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly reason: string }
  | Exclude<DeviceAnswer, { readonly state: 'answered' }>
  | {
      readonly state: 'answered';
      readonly logits: readonly number[];
      readonly naive: DeviceChain;
      readonly shifted: DeviceChain;
      /** The device computes `mediump` with fewer bits. */
      readonly mediump?: DeviceChain;
    };

/** The numbers of a stage; empty where the device left it out. */
export const deviceValues = (chain: DeviceChain, stage: DeviceStage): readonly number[] => [
  ...(chain.stages.find((one) => one.stage === stage)?.values ?? []),
];

const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** What the answer shows, in one or two sentences. */
export function deviceSentence(report: DeviceReport): string {
  switch (report.state) {
    case 'waiting':
      return 'Asking the graphics processor …';
    case 'failed':
      return `The shader could not be loaded: ${report.reason}.`;
    case 'unavailable':
      return `This device gives no answer: ${report.reason}. The numbers above are computed without it.`;
    case 'lost':
      return 'The graphics context was lost while it computed, so its numbers are not shown. Ask again.';
    default:
      return answerSentence(report.logits, report.shifted);
  }
}

function answerSentence(logits: readonly number[], device: DeviceChain): string {
  const run = runStages(logits, 'float32');
  const exponents = valuesOf(run, 'shifted', 'shifted');
  const standard = valuesOf(run, 'shifted', 'powers');
  const answered = deviceValues(device, 'powers');
  const small = standard.findIndex((value) => value > 0 && value < 2 ** -126);
  if (small >= 0) {
    const which = `By the standard, ${powerText(exponents[small])} in float32 is the subnormal ${formatNumber(standard[small])}`;
    return answered[small] === 0
      ? `${which}. Your GPU says 0: it flushes subnormals.`
      : `${which}. Your GPU says ${formatNumber(answered[small])}: it keeps subnormals.`;
  }
  const off = standard.filter((value, i) => value !== answered[i]).length;
  if (off === 0) return 'Your GPU’s powers agree with the ones above to the last bit.';
  return `${plural(off, 'power differs', 'powers differ')} from correct rounding in the last bits: a GPU may compute exp more roughly than a CPU.`;
}
