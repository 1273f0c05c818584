import { type FormatName, formatNames } from '../../core/number/format.ts';
import type { Answer, Settings } from '../definition.ts';
import { logitsIn } from '../softmax-stages/logits.ts';
import type { Attributes } from './attributes.ts';
import { runLogs } from './log-run.ts';
import { moved, plainShares, softmaxShares } from './shares.ts';
import { temperatures } from './temperature.ts';

/** What may be added to all logits, either way. */
export const mostAdded = 50;

export const writtenLogits = ({ mode }: Pick<Attributes, 'mode'>): readonly number[] =>
  mode === 'shares' ? [1, 2, 3] : [1000, -1000];

/** The name of the quantity that holds a figure's logits. */
export const logitsName = ({ experiment, logits }: Pick<Attributes, 'experiment' | 'logits'>) =>
  logits ?? `${experiment}/logits`;

/**
 * Answers for questions and live numbers. `z.0` a logit, `plain.0` and `softmax.0` its shares under
 * the figure's constant and temperature, `top(2)` the largest probability at that temperature;
 * `late.0` log(softmax), `logp.0` log-softmax, both in the figure's format or, after an @, another;
 * `exact.0` log-softmax in float64; `lse` and `logsum` of these.
 */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const logits = logitsIn(quantities, logitsName(attributes), writtenLogits(attributes));
    const curve = /^top\(([\d.e+-]+)\)$/.exec(cell);
    if (curve) return topAt(logits, Number(curve[1]));
    const [path, other] = cell.split('@');
    const [name, ...places] = path.split('.');
    const index = Number(places.at(-1));
    if (name === 'z') return logits[index];
    if (name === 'plain' || name === 'softmax') {
      const [constant, temperature] = controlsIn(attributes, settings);
      return name === 'plain'
        ? plainShares(moved(logits, constant, temperature))[index]
        : softmaxShares(logits, temperature)[index];
    }
    const format = other ?? settings[`${attributes.experiment}/format`] ?? attributes.format;
    return isFormat(format) ? logAnswer(logits, format, name, index) : undefined;
  };
}

const isFormat = (name: unknown): name is FormatName =>
  formatNames.some((format) => format === name);

const topAt = (logits: readonly number[], temperature: number): number | undefined =>
  temperature > 0 ? Math.max(...softmaxShares(logits, temperature)) : undefined;

function controlsIn({ experiment }: Attributes, settings: Settings): readonly [number, number] {
  const constant = settings[`${experiment}/constant`];
  const temperature = settings[`${experiment}/temperature`];
  return [
    typeof constant === 'number' && Math.abs(constant) <= mostAdded ? constant : 0,
    typeof temperature === 'number' && temperatures.includes(temperature) ? temperature : 1,
  ];
}

function logAnswer(
  logits: readonly number[],
  format: FormatName,
  name: string,
  index: number,
): number | undefined {
  const run = runLogs(logits, format);
  switch (name) {
    case 'late':
      return run.late[index];
    case 'logp':
      return run.logs[index];
    case 'exact':
      return run.exact[index];
    case 'lse':
      return run.logSumExp;
    case 'logsum':
      return run.sum;
    default:
      return undefined;
  }
}
