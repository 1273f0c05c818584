import type { Answer, Page, Quantities } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { kindNames, movedOutputs, runPool, shifted, side, total, windowsAcross } from './pools.ts';

/** A stroke, as a convolution might leave it: large on the line, below zero beside it. */
const writtenInput = [
  -1, 0, -2, 0, 0, -1, 0, 2, 5, 1, -3, 0, -2, 4, 8, 3, -1, 0, 0, 1, 7, 6, -2, 0, 0, -3, 2, 4, 0, -1,
  -1, 0, 0, -2, 0, 0,
];
const writtenUpstream = [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9];

export const mostShift = 3;

/** The names of the quantities, and what they hold. */
export function numbersOn(attributes: Attributes, quantities: Quantities) {
  const input = attributes.input ?? `${attributes.experiment}/input`;
  const upstream = attributes.upstream ?? `${attributes.experiment}/upstream`;
  const fitting = (name: string, written: readonly number[]) => {
    const values = quantities[name]?.values;
    const fits = values?.length === written.length && values.every(Number.isFinite);
    return { values: fits ? values : written, misfit: values !== undefined && !fits };
  };
  const x = fitting(input, writtenInput);
  const nine = fitting(upstream, writtenUpstream);
  return {
    input,
    x: x.values,
    nine: nine.values,
    refused: [...(x.misfit ? [input] : []), ...(nine.misfit ? [upstream] : [])],
  };
}

/** Answers about the cells that `attributes.ts` names. */
export const answerer =
  (attributes: Attributes, _page: Page): Answer =>
  (cell, quantities, settings) => {
    const { x, nine } = numbersOn(attributes, quantities);
    const set = settings[`${attributes.experiment}/relu`];
    const withRelu = typeof set === 'boolean' ? set : attributes.relu === 'on';
    const [path, other] = cell.split('@');
    const [head, ...rest] = path.split('.');
    const moved = settings[`${attributes.experiment}/shift`];
    const known = typeof moved === 'number' && moved >= 0 && moved <= mostShift;
    const shift = other !== undefined ? Number(other) : known ? moved : attributes.shift;
    if (head === 'sent') return total(nine);
    const name = kindNames.find((kind) => kind === rest[0] || head === kind || head === `d${kind}`);
    if (name === undefined) return undefined;
    if (head === 'moved') return movedOutputs(name, x, shift, withRelu);
    const run = runPool(name, shifted(x, shift), nine, withRelu);
    if (head === 'sum') return total(run.gradient);
    const [row, column] = rest.map(Number);
    if (head === `d${name}`) return run.gradient[row * side + column];
    return run.outputs.length === 1 ? run.outputs[0] : run.outputs[row * windowsAcross + column];
  };
