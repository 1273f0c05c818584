import type { FormatName } from '../../core/number/format.ts';
import { type Chain, type ChainGoal, resultOf, runChain } from '../../core/number/softmax-chain.ts';

/** The logarithms of one softmax, taken in two ways, and what they ought to be. */
export interface LogRun {
  readonly format: FormatName;
  readonly logits: readonly number[];
  /** softmax in the format. */
  readonly probabilities: readonly number[];
  /** log(softmax(z)) in the format. */
  readonly late: readonly number[];
  /** log-softmax in the format: (z − max) − log Σ e^(z − max). */
  readonly logs: readonly number[];
  /** log-softmax in float64. */
  readonly exact: readonly number[];
  /** log Σ e^ℓ of the exact logarithms: 0, since the probabilities sum to 1. */
  readonly logSumExp: number;
  /** Σ ℓ of the exact logarithms: the logarithm of the probabilities' product. */
  readonly sum: number;
}

export function runLogs(logits: readonly number[], format: FormatName): LogRun {
  const chain = (goal: ChainGoal, name: FormatName): Chain =>
    runChain(logits, { goal, format: name, shift: true });
  const exact = resultOf(chain('logSoftmax', 'float64'));
  return {
    format,
    logits,
    probabilities: resultOf(chain('softmax', format)),
    late: resultOf(chain('logOfSoftmax', format)),
    logs: resultOf(chain('logSoftmax', format)),
    exact,
    logSumExp: logSumExpOf(exact),
    sum: exact.reduce((sum, value) => sum + value, 0),
  };
}

/** log Σ e^z = max − (log-softmax at the maximum), float64: from the core's own chain. */
function logSumExpOf(z: readonly number[]): number {
  const largest = Math.max(...z);
  const logs = resultOf(runChain(z, { goal: 'logSoftmax', format: 'float64', shift: true }));
  return largest - logs[z.indexOf(largest)];
}

/** The class where a way of taking logarithms is furthest off, and by how much; NaN counts as ∞. */
export function worstOf(
  taken: readonly number[],
  exact: readonly number[],
): { readonly index: number; readonly error: number } {
  const errors = taken.map((value, i) => {
    const error = Math.abs(value - exact[i]);
    return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  });
  const error = Math.max(...errors);
  return { index: errors.indexOf(error), error };
}
