import type { Contestant, Job, Task } from './task.ts';

/** What the command reads of one call: milliseconds and answer of every run. */
export interface Runs {
  readonly ms: readonly number[];
  readonly answers: readonly number[];
}

/** What a page lets the command do. Jobs have names of the command's choosing. */
export interface Bench {
  /** False where the contestant does not do this kind of work. */
  prepare(name: string, task: Task): Promise<boolean>;
  run(name: string, times: number): Promise<Runs>;
  gradients(name: string): Promise<Readonly<Record<string, readonly number[]>>>;
  /** Milliseconds between the page's frames while a job is done again and again for `ms`. */
  frames(name: string, ms: number): Promise<readonly number[]>;
  dispose(name: string): void;
}

/** The first trace of a fresh page. */
export interface ColdStart {
  /** Milliseconds since the page asked for its first script. */
  readonly ms: number;
  /** The same milliseconds by what they went to, one after the other. */
  readonly parts: ColdParts;
  readonly loss: number;
}

/** Milliseconds of a cold start. */
export interface ColdParts {
  /** Scripts fetched, compiled and run. */
  readonly code: number;
  /** Engine made, weights and digit fetched. */
  readonly files: number;
  /** The first trace itself. */
  readonly trace: number;
}

declare global {
  interface Window {
    backflowBench?: Bench;
    backflowColdStart?: ColdStart;
    backflowFault?: string;
  }
}

/** Lets a contestant be asked; with `?cold` in the address it makes one trace at once, instead. */
export async function present(create: () => Promise<Contestant>): Promise<void> {
  const running = performance.now();
  try {
    const contestant = await create();
    if (new URLSearchParams(location.search).has('cold')) {
      window.backflowColdStart = await coldStart(contestant, running);
    } else {
      window.backflowBench = benchOf(contestant);
    }
  } catch (error) {
    window.backflowFault = error instanceof Error ? error.message : String(error);
  }
}

async function coldStart(contestant: Contestant, running: number): Promise<ColdStart> {
  const job = await contestant.trace?.({ kind: 'trace', network: 'cnn', width: 1, way: 'grads' });
  if (!job) throw new Error('this contestant makes no traces');
  const ready = performance.now();
  const loss = await job.run();
  const now = performance.now();
  // Before that the browser starts a process and reads a page of one line: nobody's doing.
  const entry = performance
    .getEntriesByType('resource')
    .find(({ name }) => name.endsWith('/entry.js'));
  if (!entry) throw new Error('the page does not know its own script');
  const parts = { code: running - entry.startTime, files: ready - running, trace: now - ready };
  return { ms: now - entry.startTime, parts, loss };
}

function benchOf(contestant: Contestant): Bench {
  const jobs = new Map<string, Job>();
  const jobOf = (name: string): Job => {
    const job = jobs.get(name);
    if (!job) throw new Error(`no job "${name}" is ready`);
    return job;
  };
  return {
    async prepare(name, task) {
      const job = await prepared(contestant, task);
      if (job) jobs.set(name, job);
      return job !== undefined;
    },
    async run(name, times) {
      const job = jobOf(name);
      const ms: number[] = [];
      const answers: number[] = [];
      for (let i = 0; i < times; i++) {
        const start = performance.now();
        const answer = await job.run();
        ms.push(performance.now() - start);
        answers.push(answer);
      }
      return { ms, answers };
    },
    async gradients(name) {
      return (await jobOf(name).gradients?.()) ?? {};
    },
    async frames(name, ms) {
      const job = jobOf(name);
      const gaps: number[] = [];
      const end = performance.now() + ms;
      let before = performance.now();
      const next = (now: number): void => {
        gaps.push(now - before);
        before = now;
        // Something that has to be painted.
        document.body.style.paddingTop = `${gaps.length % 2}px`;
        if (now < end) requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
      while (performance.now() < end) await job.run();
      return gaps.slice(1);
    },
    dispose(name) {
      jobOf(name).dispose();
      jobs.delete(name);
    },
  };
}

async function prepared(contestant: Contestant, task: Task): Promise<Job | undefined> {
  switch (task.kind) {
    case 'trace':
      return contestant.trace?.(task);
    case 'training':
      return contestant.training?.(task);
    case 'evaluation':
      return contestant.evaluation?.(task);
  }
}
