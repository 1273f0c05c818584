import type { Answer, Settings } from '../definition.ts';
import { temperatures } from '../softmax-compare/temperature.ts';
import { type ClassCount, logitsIn } from '../softmax-stages/logits.ts';
import type { Attributes } from './attributes.ts';
import { softmaxAt, sparsemaxAt, supportOf } from './simplex-run.ts';

export const writtenLogits: readonly number[] = [1, 2, 3];

/** The triangle has three corners. */
export const threeClasses: ClassCount = { least: 3, most: 3 };

/** The name of the quantity that holds a figure's logits. */
export const logitsName = ({ experiment, logits }: Pick<Attributes, 'experiment' | 'logits'>) =>
  logits ?? `${experiment}/logits`;

/** One of the figure's temperatures: the written one where it is among them, else 1. */
export const writtenTemperature = ({ temperature }: Attributes): number =>
  temperatures.includes(temperature) ? temperature : 1;

/**
 * Answers for questions and live numbers: `z.0` a logit, `softmax.0` at T = 1, `tempered.0` and
 * `sparsemax.0` at the figure's temperature or, after an @, another (`sparsemax.2@0.5`); `support`
 * how many classes sparsemax leaves a share.
 */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const [path, other] = cell.split('@');
    const [name, ...places] = path.split('.');
    const at = places.at(-1);
    const logits = logitsIn(quantities, logitsName(attributes), writtenLogits, threeClasses);
    const temperature = other === undefined ? temperatureIn(attributes, settings) : Number(other);
    if (!(temperature > 0)) return undefined;
    switch (name) {
      case 'z':
        return logits[Number(at)];
      case 'softmax':
        return softmaxAt(logits)[Number(at)];
      case 'tempered':
        return softmaxAt(logits, temperature)[Number(at)];
      case 'sparsemax':
        return sparsemaxAt(logits, temperature)[Number(at)];
      case 'support':
        return supportOf(sparsemaxAt(logits, temperature));
      default:
        return undefined;
    }
  };
}

function temperatureIn(attributes: Attributes, settings: Settings): number {
  const wanted = settings[`${attributes.experiment}/temperature`];
  return typeof wanted === 'number' && temperatures.includes(wanted)
    ? wanted
    : writtenTemperature(attributes);
}
