import type { Answer, Quantities, Settings } from '../definition.ts';
import { logitsIn } from '../softmax-jacobian/logits.ts';
import type { Attributes } from './attributes.ts';
import { runCollapse, runStreams, type StreamSettings } from './stream-run.ts';

/** How many logits the figure's own numbers are. */
export const ownClasses = 3;
/** The largest upstream gradient that may be typed. */
export const upstreamLimit = 1000;

const writtenUpstream: readonly number[] = [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9, -0.8];

type Names = Pick<Attributes, 'experiment' | 'logits'>;
export const logitsName = ({ experiment, logits }: Names) => logits ?? `${experiment}/logits`;
export const upstreamName = ({ experiment }: Names) => `${experiment}/v`;

export const fitsAsUpstream = (values: readonly number[]): boolean =>
  values.length >= 1 &&
  values.length <= 10 &&
  values.every((value) => Math.abs(value) <= upstreamLimit);

/** The upstream gradient that the reader typed, for so many classes. */
export function ownUpstream(
  names: Names,
  quantities: Quantities,
  classes: number,
): readonly number[] {
  const values = quantities[upstreamName(names)]?.values;
  const own = values && fitsAsUpstream(values) ? values : [];
  return writtenUpstream.map((value, i) => own[i] ?? value).slice(0, classes);
}

/**
 * Answers for questions and live numbers: `v.0` the upstream gradient, `dz.0` what arrives with the
 * streams that are on, `stream.1.0` from entry 1 to logit 0, `collapse.0` s − y, `s.0`, `loss`. An @
 * and a number after it take only so many logits.
 */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const [path, count] = cell.split('@');
    const whole = logitsIn(quantities, logitsName(attributes), ownClasses);
    const logits = count === undefined ? whole : whole.slice(0, Number(count));
    const set = settingsOf(attributes, logits.length, quantities, settings);
    const [name, ...places] = path.split('.');
    const [i, j] = places.map(Number);
    if (name !== 'stream' && places.length > 1) return undefined; // a row, not a matrix
    if (name === 'collapse') return runCollapse(logits, set.label).terms[i]?.result;
    if (name === 'loss') return runCollapse(logits, set.label).loss;
    const run = runStreams(logits, set);
    if (name === 's') return run.s[i];
    if (name === 'v') return run.upstream[i];
    if (name === 'dz') return run.gradient[i];
    return name === 'stream' ? run.streams[i]?.[j] : undefined;
  };
}

function settingsOf(
  attributes: Attributes,
  classes: number,
  quantities: Quantities,
  settings: Settings,
): StreamSettings {
  const read = (control: string) => settings[`${attributes.experiment}/${control}`];
  const whole = (value: unknown, written: number) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : written;
  const label = Math.min(whole(read('label'), attributes.label), classes - 1);
  const off = whole(read('off'), 0);
  const own = (read('upstream') ?? attributes.upstream) === 'own';
  return own ? { label, off, own: ownUpstream(attributes, quantities, classes) } : { label, off };
}
