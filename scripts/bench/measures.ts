import type { Browser } from 'playwright';
import { agreements } from './agreement.ts';
import { coldStarts } from './cold-start.ts';
import { ourEntrants, peerEntrants, tfjsTraces } from './contestants.ts';
import { framesWhileTraining } from './frames.ts';
import { heapGrowth } from './heap.ts';
import { type BenchNetwork, millionProducts, widths } from './networks.ts';
import { type Entrant, type Outcome, type Pages, type RaceSettings, race } from './race.ts';
import { type Results, type Row, together } from './results.ts';
import type { Site } from './site.ts';
import { rateOf, type Summary, summaryOf } from './statistics.ts';
import type { Task } from './task.ts';

/** What every measure works with. */
export interface Bench {
  readonly browser: Browser;
  readonly site: Site;
  readonly pages: Pages;
  /** Fewer rounds: for trying things out. */
  readonly quick: boolean;
  readonly say: (what: string) => void;
}

export type MeasureCommand =
  | 'trace'
  | 'training'
  | 'evaluation'
  | 'cold'
  | 'width'
  | 'heap'
  | 'frames';

/** All that is measured, in this order. */
export const measures: Readonly<Record<MeasureCommand, (bench: Bench) => Promise<Results>>> = {
  async trace(bench) {
    const of = async (network: BenchNetwork) => {
      const task = { kind: 'trace', network, width: 1, way: 'grads' } as const;
      const settings = { ...tracing(bench), gradients: true };
      return raced(bench, 'trace', title[network], settings, [
        ...ourEntrants(task),
        ...tfjsTraces(task),
      ]);
    };
    return together([await of('cnn'), await of('mlp')]);
  },

  async training(bench) {
    const all: Results[] = [];
    const networks: readonly BenchNetwork[] = ['cnn', 'mlp'];
    for (const network of networks) {
      for (const batch of bench.quick ? [64] : [64, 128]) {
        const task: Task = { kind: 'training', network, batch, images: bench.quick ? 128 : 256 };
        all.push(
          await raced(bench, 'training', `${title[network]}, batch ${batch}`, slowly(bench), [
            ...ourEntrants(task),
            ...peerEntrants(task),
          ]),
        );
      }
    }
    return together(all);
  },

  async evaluation(bench) {
    const task: Task = { kind: 'evaluation', network: 'cnn', images: 1000 };
    return raced(bench, 'evaluation', 'CNN, 10,000 digits', slowly(bench), [
      ...ourEntrants(task),
      ...peerEntrants(task),
    ]);
  },

  cold: coldStarts,

  async width(bench) {
    const all: Results[] = [];
    for (const width of widths) {
      const task = { kind: 'trace', network: 'cnn', width, way: 'grads' } as const;
      const millions = millionProducts(width).toFixed(2);
      all.push(
        await raced(bench, 'width', `CNN × ${width}, ${millions} M products`, tracing(bench), [
          ...ourEntrants(task),
          ...tfjsTraces(task, ['wasm']),
        ]),
      );
    }
    return together(all);
  },

  heap: heapGrowth,

  frames: framesWhileTraining,
};

const title: Readonly<Record<BenchNetwork, string>> = { cnn: 'CNN', mlp: 'MLP' };

/** For what takes milliseconds. */
const tracing = ({ quick }: Bench): RaceSettings => ({
  warmUp: quick ? 300 : 1000,
  budget: quick ? 500 : 4000,
  rounds: quick ? 5 : 25,
  round: 60,
});

/** For what takes a tenth of a second to several. */
const slowly = ({ quick }: Bench): RaceSettings => ({
  warmUp: quick ? 1 : 500,
  budget: quick ? 500 : 5000,
  rounds: quick ? 3 : 20,
  round: 0,
});

async function raced(
  { pages, say }: Bench,
  measure: 'trace' | 'training' | 'evaluation' | 'width',
  subject: string,
  settings: RaceSettings,
  entrants: readonly Entrant[],
): Promise<Results> {
  say(`${measure}: ${subject} …`);
  const outcomes = await race(pages, entrants, settings);
  const what = `${measure}, ${subject}`;
  return {
    rows: outcomes
      .filter(({ fault, ms }) => fault === undefined && ms.length > 0)
      .map(
        (outcome): Row => ({
          measure,
          subject,
          contestant: outcome.entrant.name,
          ours: outcome.entrant.ours,
          ...measured(outcome),
        }),
      ),
    agreements: agreements(what, outcomes),
    absences: outcomes.flatMap(({ entrant, fault }) =>
      fault === undefined ? [] : [{ what, contestant: entrant.name, reason: fault }],
    ),
  };
}

/** Traces and readings in milliseconds, the latter of all ten thousand; training as a rate. */
function measured({ entrant: { task }, ms }: Outcome): Summary & Pick<Row, 'unit' | 'note'> {
  switch (task.kind) {
    case 'trace':
      return { ...summaryOf(ms), unit: 'ms' };
    case 'training':
      return { ...rateOf(task.images, ms), unit: 'images/s' };
    case 'evaluation': {
      const times = 10_000 / task.images;
      return {
        ...summaryOf(ms.map((each) => each * times)),
        unit: 'ms',
        note: `ten times a round of ${task.images}`,
      };
    }
  }
}
