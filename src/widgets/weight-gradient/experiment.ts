import type { Answer, Quantities } from '../definition.ts';
import { fitsAsLogits } from '../softmax-jacobian/logits.ts';
import type { Attributes } from './attributes.ts';
import { runWeights } from './weight-run.ts';

const writtenLogits = [1, 2, 0.5];
const writtenFeatures: readonly number[] = [0.5, -1, 2, 1];

export const featureLimit = 1000;
export const rateRange = { min: 0, max: 1 };
export const writtenRate = 0.1;

type Names = Pick<Attributes, 'experiment' | 'logits' | 'features'>;
const logitsName = ({ experiment, logits }: Names) => logits ?? `${experiment}/logits`;
export const featuresName = ({ experiment, features }: Names) =>
  features ?? `${experiment}/features`;

export const fitsAsFeatures = (values: readonly number[]): boolean =>
  values.length >= 1 &&
  values.length <= 10 &&
  values.every((value) => Math.abs(value) <= featureLimit);

/** The first three logits of the page. */
export function threeLogits(names: Names, quantities: Quantities): readonly number[] {
  const values = quantities[logitsName(names)]?.values;
  return (values && fitsAsLogits(values) ? values : writtenLogits).slice(0, 3);
}

/** As many inputs as wanted: the page's, then written ones. */
export function featuresFor(
  names: Names,
  quantities: Quantities,
  count: number,
): readonly number[] {
  const values = quantities[featuresName(names)]?.values;
  const own = values && fitsAsFeatures(values) ? values : [];
  return writtenFeatures.map((value, i) => own[i] ?? value).slice(0, count);
}

/**
 * Answers for questions and live numbers: `dz.0`, `dW.0.2`, `step.0.2` (what the chosen code takes
 * off), `loss` and `after`, `largest` |dW|.
 */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const set = (control: string) => settings[`${attributes.experiment}/${control}`];
    const wide = (set('inputs') ?? Number(attributes.inputs)) === 4 ? 4 : 3;
    const x = featuresFor(attributes, quantities, wide);
    const rate = set('rate');
    const code = (set('code') ?? attributes.code) === 'logits' ? 'logits' : 'outer';
    const run = runWeights(
      threeLogits(attributes, quantities),
      x,
      attributes.label,
      typeof rate === 'number' ? rate : writtenRate,
      code,
    );
    const [name, ...places] = cell.split('.');
    const [i, j] = places.map(Number);
    switch (name) {
      case 'dz':
        return run.dz[i];
      case 'dW':
        return run.dW[i * wide + j];
      case 'step':
        return run.step?.[i * wide + j];
      case 'loss':
        return run.lossBefore;
      case 'after':
        return run.lossAfter;
      case 'largest':
        return Math.max(...run.dW.map(Math.abs));
      default:
        return undefined;
    }
  };
}
