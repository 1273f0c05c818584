import { nodesBehindLoss } from '../../trace/graph.ts';
import { activationOf, savedOf, type Trace } from '../../trace/trace.ts';
import { scoresOf } from '../stage/column.ts';

/** The probabilities of the first digit: see `probabilityRows`. */
export const probabilitiesOf = (trace: Trace): readonly number[] => probabilityRows(trace)[0] ?? [];

/**
 * For each digit of the batch the probability of each of the network's classes, in their order:
 * what its loss itself computes from the scores. Of a lone score z they are 1 − σ(z) and σ(z).
 */
export function probabilityRows(trace: Trace): readonly (readonly number[])[] {
  const loss = nodesBehindLoss(trace.graph).at(-1);
  if (!loss) return [];
  if (loss.kind === 'binaryCrossEntropy') {
    return Array.from(activationOf(trace, loss.inputs[0]).data, (score) => {
      const share = logistic(score);
      return [1 - share, share];
    });
  }
  const all = Array.from(savedOf(trace, loss.id, 'probabilities').data);
  const classes = all.length / trace.batch;
  return Array.from({ length: trace.batch }, (_, i) => all.slice(i * classes, (i + 1) * classes));
}

/** What the loss is taken of: one score for each class, or a lone one. */
export function scoresIn(trace: Trace): readonly number[] {
  const id = scoresOf(trace.graph);
  return id === undefined ? [] : Array.from(activationOf(trace, id).data);
}

const logistic = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
