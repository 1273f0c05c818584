import { nodesBehindLoss } from '../../trace/graph.ts';
import { activationOf, savedOf, type Trace } from '../../trace/trace.ts';
import { scoresOf } from '../stage/column.ts';

/**
 * The probability of each of a network's classes, in their order: what its loss itself computes
 * from the scores. Of a lone score z they are 1 − σ(z) and σ(z).
 */
export function probabilitiesOf(trace: Trace): readonly number[] {
  const loss = nodesBehindLoss(trace.graph).at(-1);
  if (!loss) return [];
  if (loss.kind !== 'binaryCrossEntropy') {
    return Array.from(savedOf(trace, loss.id, 'probabilities').data);
  }
  const share = logistic(activationOf(trace, loss.inputs[0]).data[0]);
  return [1 - share, share];
}

/** What the loss is taken of: one score for each class, or a lone one. */
export function scoresIn(trace: Trace): readonly number[] {
  const id = scoresOf(trace.graph);
  return id === undefined ? [] : Array.from(activationOf(trace, id).data);
}

const logistic = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
