import { type FormatName, formatNames, formats } from '../../core/number/format.ts';
import { limitsOf } from '../../core/number/limits.ts';
import { createPlayer, type Player } from '../../player/player.ts';
import type { Answer, Page, Settings } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';
import { logitsIn } from './logits.ts';
import { type Form, runStages, type StageRun, valuesOf } from './stage-run.ts';
import { steps } from './timeline.ts';

export const writtenLogits: readonly number[] = [50, 90, 100];

/** What figures of one name share on a page. */
export interface Experiment {
  readonly player: Player;
  /** The step that the lesson starts from. */
  readonly start: number;
}

const experiments = perExperiment<Experiment>();

/** The page's experiment of this name; the first figure that names it makes it. */
export function experimentOf(page: Page, attributes: Attributes): Experiment {
  return experiments(page, attributes.experiment, () => createExperiment(attributes));
}

function createExperiment(attributes: Attributes): Experiment {
  const start = steps.indexOf(attributes.start);
  const player = createPlayer({ length: steps.length, step: start, duration: () => 1600 });
  return { player, start };
}

/** The name of the quantity that holds a figure's logits. */
export const logitsName = ({ experiment, logits }: Pick<Attributes, 'experiment' | 'logits'>) =>
  logits ?? `${experiment}/logits`;

const isFormat = (name: unknown): name is FormatName =>
  formatNames.some((format) => format === name);

/**
 * Answers for questions and live numbers. `z.1` a logit, `max` the largest, `shifted.1` z − max;
 * `exp.1`, `sum`, `p.1` of the shifted computation, `naive.exp.1`, `naive.sum`, `naive.p.1` of the
 * other; `infinite.0.1` whether a naive power is ∞ (1 or 0), `infinities` how many are; `nans` how
 * many naive probabilities are NaN, `zeros` how many shifted ones are 0; `limit` the exponent from
 * which `exp` overflows. In the figure's format or, after an @, another: `nans@float64`.
 */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const [path, other] = cell.split('@');
    const format = other ?? settings[`${attributes.experiment}/format`] ?? attributes.format;
    if (!isFormat(format)) return undefined;
    const logits = logitsIn(quantities, logitsName(attributes), writtenLogits);
    const run = runStages(logits, format, isFlushed(attributes, settings));
    return answerOf(run, path.split('.'));
  };
}

const isFlushed = ({ experiment, flush }: Attributes, settings: Settings): boolean =>
  settings[`${experiment}/flush`] === undefined
    ? flush === 'yes'
    : settings[`${experiment}/flush`] === true;

function answerOf(run: StageRun, [name, ...places]: readonly string[]): number | undefined {
  if (name === 'naive') return stageAnswer(run, 'naive', places);
  const powers = valuesOf(run, 'naive', 'powers');
  const count = (values: readonly number[], is: (value: number) => boolean) =>
    values.filter(is).length;
  switch (name) {
    case 'limit':
      return limitsOf(formats[run.format]).expOverflow;
    case 'infinities':
      return count(powers, (value) => value === Number.POSITIVE_INFINITY);
    case 'infinite':
      return Number(powers[Number(places[1])] === Number.POSITIVE_INFINITY);
    case 'nans':
      return count(valuesOf(run, 'naive', 'probabilities'), Number.isNaN);
    case 'zeros':
      return count(valuesOf(run, 'shifted', 'probabilities'), (value) => value === 0);
    default:
      return stageAnswer(run, 'shifted', [name, ...places]);
  }
}

/** A number by its stage; the last of the partial sums is the sum. Rows of one take two places. */
function stageAnswer(
  run: StageRun,
  form: Form,
  [name, ...places]: readonly string[],
): number | undefined {
  const index = Number(places.at(-1) ?? 0);
  switch (name) {
    case 'z':
      return valuesOf(run, form, 'logits')[index];
    case 'max':
      return valuesOf(run, 'shifted', 'max')[0];
    case 'shifted':
      return valuesOf(run, 'shifted', 'shifted')[index];
    case 'exp':
      return valuesOf(run, form, 'powers')[index];
    case 'sum':
      return valuesOf(run, form, 'partialSums').at(-1);
    case 'p':
      return valuesOf(run, form, 'probabilities')[index];
    default:
      return undefined;
  }
}
