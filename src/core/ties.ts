import type { GraphNode } from '../trace/graph.ts';
import { activationOf, type Trace } from '../trace/trace.ts';
import { poolGeometry } from './geometry.ts';
import { AttributeReader } from './layer.ts';
import { pooledCells, readPool, type TieRule, tieRules } from './pooling.ts';

/** How often a pool met a tie. */
export interface TieCount {
  readonly windows: number;
  /** Windows with more than one winner. */
  readonly tied: number;
  /** Those of them whose winners are all 0: behind a ReLU nothing goes back from there. */
  readonly tiedAtZero: number;
}

/** Counts the windows of a `maxPool2d` node in which several cells are the largest. */
export function countTies(trace: Trace, node: GraphNode): TieCount {
  const attrs = readPool(new AttributeReader(`layer "${node.id}"`, node.attrs));
  const x = activationOf(trace, node.inputs[0]);
  const y = activationOf(trace, node.outputs[0]);
  const { channels } = poolGeometry(x.shape, attrs);
  const shapes = { inputs: [x.shape], outputs: [y.shape], params: {} };
  let [tied, tiedAtZero] = [0, 0];
  for (let window = 0; window < y.data.length; window += channels) {
    // The windows of all channels lie over each other.
    const cells = pooledCells(attrs, shapes, window);
    for (let c = 0; c < channels; c++) {
      const largest = y.data[window + c];
      const winners = cells.filter((cell) => x.data[cell + c] === largest).length;
      if (winners < 2) continue;
      tied++;
      if (largest === 0) tiedAtZero++;
    }
  }
  return { windows: y.data.length, tied, tiedAtZero };
}

/** The rule that a `maxPool2d` node follows. */
export function tieRuleOf(node: GraphNode): TieRule {
  return new AttributeReader(`layer "${node.id}"`, node.attrs).choice('ties', tieRules, 'first');
}
