import type { Answer, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { logitsIn } from './logits.ts';
import { nudgedColumn, nudgePowers } from './nudge.ts';
import { rankOf, sumOf } from './rank.ts';
import { jacobianOf, probabilitiesOf } from './softmax-row.ts';

/** The name of the quantity that holds a figure's logits. */
export const logitsName = ({ experiment, logits }: Pick<Attributes, 'experiment' | 'logits'>) =>
  logits ?? `${experiment}/logits`;

/**
 * Answers for questions and live numbers: `J.0.1`, `s.0`, `z.0`, `nudged.0` (the open column),
 * `rowsum.0`, `rank`, `classes`, and `slope(0.9)`: how steep a probability of 0.9 is against its own
 * logit. An @ and a number after it take only so many logits: `J.0.1@3`.
 */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const given = /^slope\(([\d.e-]+)\)$/.exec(cell);
    if (given) return ownSlope(Number(given[1]));
    const [path, count] = cell.split('@');
    const whole = logitsIn(quantities, logitsName(attributes), attributes.classes);
    const logits = count === undefined ? whole : whole.slice(0, Number(count));
    const [name, ...places] = path.split('.');
    const [i, j] = places.map(Number);
    if (name !== 'J' && places.length > 1) return undefined; // a row, not a matrix
    if (name === 'classes') return logits.length;
    if (name === 'z') return logits[i];
    if (name === 's') return probabilitiesOf(logits)[i];
    if (name === 'nudged') return nudgedCell(attributes, logits, settings, i);
    const matrix = jacobianOf(logits);
    if (name === 'rank') return rankOf(matrix);
    if (name === 'rowsum') return matrix[i] && sumOf(matrix[i]);
    return name === 'J' ? matrix[i]?.[j] : undefined;
  };
}

/** ∂s/∂z of a class against all others together: two logits that make it so probable. */
function ownSlope(probability: number): number {
  const odds = Math.log(probability / (1 - probability));
  return jacobianOf([Math.min(1000, Math.max(-1000, odds)), 0])[0][0];
}

function nudgedCell(
  { experiment, column }: Attributes,
  logits: readonly number[],
  settings: Settings,
  row: number,
): number | undefined {
  const power = settings[`${experiment}/epsilon`] ?? nudgePowers.written;
  const at = settings[`${experiment}/column`] ?? column;
  const sides = settings[`${experiment}/sides`] === 'both' ? 'both' : 'up';
  if (typeof power !== 'number' || typeof at !== 'number') return undefined;
  return nudgedColumn(logits, Math.min(at, logits.length - 1), 10 ** power, sides)[row];
}
