import { constant, type Expression, product, sum } from '../trace/expression.ts';
import type { Moments } from '../trace/step.ts';
import { eachPosition } from '../trace/step.ts';
import { type Shape, sameShape, shapeText, sizeOf } from '../trace/tensor.ts';
import { type AttributeReader, expectInputs, type Provenance } from './layer.ts';
import type { Ops } from './ops.ts';

/** How a loss of N samples becomes one number: its mean, its sum, or not at all ([N]). */
export type Reduction = 'mean' | 'sum' | 'none';

export function readReduction(reader: AttributeReader): Reduction {
  return reader.choice('reduction', ['mean', 'sum', 'none'], 'mean');
}

/** Rows [N, K] and class labels [N] → the shape of the reduced loss. */
export function lossShapes(reduction: Reduction, inputs: readonly Shape[]): readonly Shape[] {
  expectInputs(inputs, 2);
  const [rows, labels] = inputs;
  if (rows.length !== 2 || labels.length !== 1 || labels[0] !== rows[0]) {
    throw new RangeError(
      `expected rows N × K and labels N, got ${shapeText(rows)} and ${shapeText(labels)}`,
    );
  }
  return [reduction === 'none' ? [rows[0]] : []];
}

/** Losses [N, 1] → [N] or a scalar. */
export function reduceLoss<H>(ops: Ops<H>, reduction: Reduction, losses: H): H {
  const [n] = ops.shapeOf(losses);
  if (reduction === 'none') return ops.reshape(losses, [n]);
  const total = ops.reduce('sum', losses, 'all');
  return reduction === 'mean' ? ops.scale(total, 1 / n) : total;
}

/** dL/d(loss of each sample) as a column that broadcasts over the classes. */
export function perSample<H>(ops: Ops<H>, reduction: Reduction, upstream: H, n: number): H {
  if (reduction === 'none') return ops.reshape(upstream, [n, 1]);
  const column = ops.broadcastTo(ops.reshape(upstream, [1, 1]), [n, 1]);
  return reduction === 'mean' ? ops.scale(column, 1 / n) : column;
}

/** The reduced loss, from the explanation of each sample's own. */
export function explainReduced(
  reduction: Reduction,
  from: Provenance,
  index: number,
  ofSample: (n: number) => Expression,
): Expression {
  if (reduction === 'none') return ofSample(index);
  const n = from.inputs[0][0];
  const total = sum(Array.from({ length: n }, (_, i) => ofSample(i)));
  return reduction === 'mean' ? product(constant(1 / n, '1/N'), total) : total;
}

/** dL/d(loss of sample n), explained. */
export function explainPerSample(reduction: Reduction, from: Provenance, n: number): Expression {
  if (reduction === 'none') return from.upstream(0, n);
  if (reduction === 'sum') return from.upstream(0, 0);
  return product(constant(1 / from.inputs[0][0], '1/N'), from.upstream(0, 0));
}

/** One moment for each sample's row. */
export const momentsOfRows = (inputs: readonly Shape[]): Moments => eachPosition(inputs[0], 1);

/** Losses of any shape, one for each element → themselves, their sum, or their mean over all. */
export function reduceElements<H>(ops: Ops<H>, reduction: Reduction, losses: H): H {
  if (reduction === 'none') return losses;
  const total = ops.reduce('sum', losses, 'all');
  return reduction === 'mean' ? ops.scale(total, 1 / sizeOf(ops.shapeOf(losses))) : total;
}

/** dL/d(each element's loss), shaped like the elements. */
export function perElement<H>(ops: Ops<H>, reduction: Reduction, upstream: H, shape: Shape): H {
  if (reduction === 'none') return upstream;
  const spread = ops.broadcastTo(upstream, shape);
  return reduction === 'mean' ? ops.scale(spread, 1 / sizeOf(shape)) : spread;
}

/** Two tensors of one shape → the shape of the reduced loss. */
export function elementLossShapes(
  reduction: Reduction,
  inputs: readonly Shape[],
): readonly Shape[] {
  expectInputs(inputs, 2);
  const [given, target] = inputs;
  if (!sameShape(given, target)) {
    throw new RangeError(
      `compares tensors of one shape, got ${shapeText(given)} and ${shapeText(target)}`,
    );
  }
  return [reduction === 'none' ? given : []];
}

/** The reduced loss, from the explanation of each element's own. */
export function explainElements(
  reduction: Reduction,
  from: Provenance,
  index: number,
  ofElement: (i: number) => Expression,
): Expression {
  if (reduction === 'none') return ofElement(index);
  const count = sizeOf(from.inputs[0]);
  const total = sum(Array.from({ length: count }, (_, i) => ofElement(i)));
  return reduction === 'mean' ? product(constant(1 / count, '1/count'), total) : total;
}

/** dL/d(loss of one element), explained. */
export function explainPerElement(
  reduction: Reduction,
  from: Provenance,
  index: number,
): Expression {
  if (reduction === 'none') return from.upstream(0, index);
  if (reduction === 'sum') return from.upstream(0, 0);
  return product(constant(1 / sizeOf(from.inputs[0]), '1/count'), from.upstream(0, 0));
}
