import type { Answer } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { batchOf } from './batch.ts';
import { lossNames } from './kinds.ts';
import { runLoss } from './losses.ts';

/** Answers for the page's questions; the heads are in `attributes.ts`. */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities) => {
    const [path, kind = 'once'] = cell.split('@');
    const name = lossNames.find((each) => each === kind);
    if (name === undefined) return undefined;
    const { batch } = batchOf(attributes, quantities);
    const { loss, gradient, predictions, targets } = runLoss(name, batch);
    const [head, ...place] = path.split('.');
    // `d.1` of the first sample, `d.2.1` of the third.
    const k = Number(place.at(-1));
    const n = place.length > 1 ? Number(place[0]) : 0;
    if (head === 'loss') return loss;
    if (head === 'sum') return gradient.slice(0, batch.classes).reduce((a, b) => a + b, 0);
    if (!(k >= 0 && k < batch.classes)) return undefined;
    const at = n * batch.classes + k;
    const rows = { p: predictions, t: targets, d: gradient };
    return head === 'p' || head === 't' || head === 'd' ? rows[head][at] : undefined;
  };
}
