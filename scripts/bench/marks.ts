import { bestOf, type MeasureName, type Row, timesBetter } from './results.ts';

/** A promise of the project, and whether it was kept on this machine. */
export interface Mark {
  readonly name: string;
  /** What was measured; undefined when it was not. */
  readonly value: number | undefined;
  readonly limit: number;
  readonly unit: 'ms' | 'images/s' | 'MB' | '×';
  /** Whether the limit is the most that is allowed, or the least. */
  readonly bound: 'most' | 'least';
}

export function isKept({ value, limit, bound }: Mark): boolean {
  if (value === undefined) return false;
  return bound === 'most' ? value <= limit : value >= limit;
}

/** All marks, from the rows of the table. */
export function marksOf(rows: readonly Row[]): readonly Mark[] {
  const best = (measure: MeasureName, wanted: (row: Row) => boolean) =>
    bestOf(rows.filter((row) => row.measure === measure && wanted(row)));
  /** How many times better ours is than the best of the peers with such a name, at the same task. */
  const lead = (ours: Row | undefined, peers: RegExp) => {
    const theirs =
      ours &&
      best(
        ours.measure,
        (row) => !row.ours && row.subject === ours.subject && peers.test(row.contestant),
      );
    return ours && theirs && timesBetter(ours, theirs);
  };
  const onGpu = ({ contestant }: Row) => /webgl/.test(contestant);
  const trace = best('trace', (row) => row.ours && row.subject === 'CNN' && !onGpu(row));
  const webgl = best('trace', (row) => row.ours && row.subject === 'CNN' && onGpu(row));
  const training = best('training', (row) => row.ours && row.subject.startsWith('CNN'));
  const cold = best('cold', (row) => row.ours && !onGpu(row));
  const heap = best('heap', (row) => row.ours);
  const frames = best('frames', (row) => row.ours);
  return [
    most('a whole trace of the CNN on the host', trace?.median, 1, 'ms'),
    least('… faster than the best way of tfjs', lead(trace, /^tfjs/), 2, '×'),
    least("a whole trace on WebGL, faster than tfjs' gradients", lead(webgl, /webgl/), 2, '×'),
    least('training the CNN', training?.median, 2500, 'images/s'),
    least('… faster than tfjs-layers', lead(training, /^tfjs-layers/), 3, '×'),
    least('… faster than ConvNetJS', lead(training, /^convnetjs/), 15, '×'),
    most('a fresh page to its first trace on the host', cold?.median, 50, 'ms'),
    most('growth of the heap', heap?.median, 0.5, 'MB'),
    most('95% of the frames while it trains', frames?.p95, 20, 'ms'),
  ];
}

const most = (
  name: string,
  value: number | undefined,
  limit: number,
  unit: Mark['unit'],
): Mark => ({
  name,
  value,
  limit,
  unit,
  bound: 'most',
});

const least = (
  name: string,
  value: number | undefined,
  limit: number,
  unit: Mark['unit'],
): Mark => ({ name, value, limit, unit, bound: 'least' });
