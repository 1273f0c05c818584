import { formatNumber } from '../../draw/number.ts';
import { logitText, powerText, probabilityText, subscript } from './number-text.ts';
import { cellsOf, largestOf, type StageRun, valuesOf } from './stage-run.ts';
import type { Moment, StepName } from './timeline.ts';
import { verdictOf } from './verdict.ts';

/** One or two sentences about the present step, in words that need no picture. */
export const narrate = (run: StageRun, { step }: Moment): string => narrators[step](run);

const narrators: Readonly<Record<StepName, (run: StageRun) => string>> = {
  logits(run) {
    const off = valuesOf(run, 'naive', 'logits').findIndex((z, i) => z !== run.logits[i]);
    const start = `${run.logits.length} logits in ${run.format}. Play computes their softmax twice, step by step: as it is written, and with the maximum subtracted first`;
    if (off < 0) return `${start}.`;
    const kept = formatNumber(valuesOf(run, 'naive', 'logits')[off], { digits: 9 });
    return `${start}. ${logitText(run.logits[off])} is kept as ${kept}, the nearest ${run.format}.`;
  },
  shift(run) {
    const largest = largestOf(run);
    const shifted = valuesOf(run, 'shifted', 'shifted');
    const left = listed(shifted.map(logitText));
    return `The largest logit is z${subscript(largest)} = ${logitText(valuesOf(run, 'shifted', 'max')[0])}. The shifted side subtracts it from all: ${left}, never above 0. The naive side does not.`;
  },
  exp(run) {
    const largest = largestOf(run);
    const power = cellsOf(run, 'naive', 'powers')[largest];
    return `The largest naive power is ${powerText(power.operands[0])} = ${formatNumber(power.value, { digits: 4 })}. The largest shifted one is e⁰ = 1, whatever the logits are.`;
  },
  sum(run) {
    const [left, right] = (['naive', 'shifted'] as const).map((form) =>
      formatNumber(valuesOf(run, form, 'partialSums').at(-1) ?? 0, { digits: 4 }),
    );
    return `Added up from the top: the naive sum is ${left}, the shifted one ${right}, which always lies between 1 and the number of classes.`;
  },
  divide(run) {
    const right = listed(valuesOf(run, 'shifted', 'probabilities').map(probabilityText));
    const left = listed(valuesOf(run, 'naive', 'probabilities').map(probabilityText));
    if (verdictOf(run, 'naive').outcome === 'broken') {
      return `Divided by the sum: the naive computation ends in ${left}. The shifted one gives ${right}.`;
    }
    return left === right
      ? `Divided by the sum, both give ${right}.`
      : `Divided by the sum: naive ${left}; shifted ${right}.`;
  },
};

/** The first few of a long row, for a sentence. */
const listed = (texts: readonly string[]): string =>
  texts.length <= 4 ? texts.join(', ') : `${texts.slice(0, 3).join(', ')} and so on`;
