import type { Place } from './fault.ts';
import { didYouMean } from './near-match.ts';
import { type Asked, type Reading, report, type WidgetContract } from './reading.ts';

const lists = { term: 'terms', anchor: 'anchors', cell: 'cells' } as const;

/** Notes that the text names an experiment, or something of it. */
export function ask(
  reading: Reading,
  place: Place,
  experiment: string,
  what?: Asked['what'],
): void {
  reading.asked.push({ experiment, place, what });
}

/** Notes that the text names a cell, as `dx.1.0` or `loss(0.25)`. */
export function askCell(reading: Reading, place: Place, experiment: string, cell: string): void {
  ask(reading, place, experiment, { kind: 'cell', name: /^[^.(@]*/.exec(cell)?.[0] ?? cell });
}

/** Reports what no figure of the lesson has. Call it when all of them are known. */
export function checkAsked(reading: Reading): void {
  for (const { experiment, place, what } of reading.asked) {
    const contracts = reading.experiments.get(experiment);
    if (!contracts) {
      const suggestion = didYouMean(experiment, reading.experiments.keys());
      report(reading, place, `unknown experiment "${experiment}"${suggestion}`);
      continue;
    }
    const known = what && namesIn(contracts, lists[what.kind]);
    if (!what || !known || known.includes(what.name)) continue;
    report(
      reading,
      place,
      `unknown ${what.kind} "${what.name}" of experiment "${experiment}"${didYouMean(what.name, known) || `: it has ${listed(known)}`}`,
    );
  }
}

/** All names of a kind; undefined where no widget lists any. */
function namesIn(
  contracts: readonly WidgetContract[],
  list: 'terms' | 'anchors' | 'cells',
): readonly string[] | undefined {
  const lists = contracts.flatMap((contract) => contract[list] ?? []);
  return contracts.some((contract) => contract[list]) ? lists : undefined;
}

const listed = (names: readonly string[]) =>
  names.length === 0 ? 'none' : [...new Set(names)].map((name) => `"${name}"`).join(', ');
