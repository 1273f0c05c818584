import type { Browser, Page } from 'playwright';
import type { Runs } from './page.ts';
import type { Entry, Site } from './site.ts';
import type { Task } from './task.ts';

/** Who does what, on which page. */
export interface Entrant {
  readonly name: string;
  readonly ours: boolean;
  readonly entry: Entry;
  /** The page's own choice, e.g. `engine=host32`. */
  readonly query: string;
  readonly task: Task;
}

export interface Outcome {
  readonly entrant: Entrant;
  /** Milliseconds of each run, warm-up left out. */
  readonly ms: readonly number[];
  /** The answer of each run from the very first. */
  readonly answers: readonly number[];
  /** Gradients of the last run, where asked for. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  /** Why it could not be done. */
  readonly fault?: string;
}

export interface RaceSettings {
  /** Runs before any is counted end after so many milliseconds; there is one at least. */
  readonly warmUp: number;
  /** Milliseconds of running after which an entrant takes part in no further round. */
  readonly budget: number;
  /** Rounds that nobody exceeds. */
  readonly rounds: number;
  /** Runs of a round take about so many milliseconds: short ones are run several times. */
  readonly round: number;
  readonly gradients?: boolean;
}

/** Pages by address, opened when they are first needed: each contestant has one to itself. */
export class Pages {
  readonly #browser: Browser;
  readonly #site: Site;
  readonly #open = new Map<string, Promise<Page>>();

  constructor(browser: Browser, site: Site) {
    this.#browser = browser;
    this.#site = site;
  }

  get(entry: Entry, query: string): Promise<Page> {
    const path = `${entry}/?${query}`;
    const page = this.#open.get(path) ?? this.#opened(path);
    this.#open.set(path, page);
    return page;
  }

  async close(): Promise<void> {
    for (const page of this.#open.values()) {
      await page.then((each) => each.context().close()).catch(() => {});
    }
    this.#open.clear();
  }

  async #opened(path: string): Promise<Page> {
    const page = await (await this.#browser.newContext()).newPage();
    await page.goto(`${this.#site.address}${path}`);
    await page.waitForFunction(() => window.backflowBench || window.backflowFault, undefined, {
      timeout: 60_000,
    });
    const fault = await page.evaluate(() => window.backflowFault);
    if (fault !== undefined) throw new Error(fault);
    return page;
  }
}

/**
 * Lets all do their work in turns, A B C A B C …, so that whatever else the machine does hits all
 * alike. Who fails is out, with its fault; who is slow runs fewer rounds.
 */
export async function race(
  pages: Pages,
  entrants: readonly Entrant[],
  settings: RaceSettings,
): Promise<readonly Outcome[]> {
  const runners: Runner[] = [];
  for (const entrant of entrants) {
    const runner = new Runner(entrant, settings);
    runners.push(runner);
    await runner.prepare(pages);
  }
  for (let round = 0; round < settings.rounds; round++) {
    for (const runner of runners) await runner.round(round);
  }
  for (const runner of runners) await runner.finish();
  return runners.map((runner) => runner.outcome());
}

class Runner {
  readonly #entrant: Entrant;
  readonly #settings: RaceSettings;
  readonly #name: string;
  #page: Page | undefined;
  #times = 1;
  #spent = 0;
  #ms: number[] = [];
  #answers: number[] = [];
  #gradients: Outcome['gradients'] = {};
  #fault: string | undefined;

  constructor(entrant: Entrant, settings: RaceSettings) {
    this.#entrant = entrant;
    this.#settings = settings;
    this.#name = `${entrant.name}: ${JSON.stringify(entrant.task)}`;
  }

  async prepare(pages: Pages): Promise<void> {
    const { entry, query, task } = this.#entrant;
    await this.#guarded(async () => {
      const page = await pages.get(entry, query);
      const done = await page.evaluate(
        async ({ name, task }) => window.backflowBench?.prepare(name, task),
        { name: this.#name, task },
      );
      if (!done) throw new Error('does not do this');
      this.#page = page;
      let warm = 0;
      let last = Number.POSITIVE_INFINITY;
      while (warm === 0 || warm < this.#settings.warmUp) {
        const { ms, answers } = await this.#run(1);
        this.#answers.push(...answers);
        [last] = ms;
        warm += last;
      }
      this.#times = Math.max(1, Math.min(200, Math.round(this.#settings.round / last)));
    });
  }

  async round(round: number): Promise<void> {
    if (!this.#page || (round > 0 && this.#spent > this.#settings.budget)) return;
    await this.#guarded(async () => {
      const { ms, answers } = await this.#run(this.#times);
      this.#ms.push(...ms);
      this.#answers.push(...answers);
      this.#spent += ms.reduce((sum, each) => sum + each, 0);
    });
  }

  async finish(): Promise<void> {
    await this.#guarded(async () => {
      if (this.#settings.gradients) {
        this.#gradients =
          (await this.#page?.evaluate(
            (name) => window.backflowBench?.gradients(name),
            this.#name,
          )) ?? {};
      }
      await this.#page?.evaluate((name) => window.backflowBench?.dispose(name), this.#name);
    });
  }

  outcome(): Outcome {
    return {
      entrant: this.#entrant,
      ms: this.#ms,
      answers: this.#answers,
      gradients: this.#gradients,
      fault: this.#fault,
    };
  }

  async #run(times: number): Promise<Runs> {
    const runs = await this.#page?.evaluate(
      async ({ name, times }) => window.backflowBench?.run(name, times),
      { name: this.#name, times },
    );
    return runs ?? { ms: [], answers: [] };
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#page = undefined;
      this.#fault = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    }
  }
}
