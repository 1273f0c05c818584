import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Exercise, TestCase } from './exercise.ts';
import type { Returned } from './protocol.ts';
import { type Printed, type Run, type RunEnd, startRun } from './sandbox.ts';
import { judge, type Report } from './verdict.ts';

/** What a run came to. */
export interface Outcome {
  /** The code that ran; when the editor's differs, this is of yesterday. */
  readonly code: string;
  readonly end: RunEnd;
  readonly cases: readonly TestCase[];
  readonly returned: readonly (Returned | undefined)[];
  readonly report: Report;
  /** The reader said that the code is right, and asked for this run as the proof. */
  readonly claimed: boolean;
}

export interface CellState {
  readonly code: string;
  readonly running: boolean;
  readonly printed: readonly Printed[];
  readonly capped: boolean;
  readonly outcome: Outcome | undefined;
  /** Runs that came to an end; the answer is shown after the first. */
  readonly attempts: number;
  /** What a reset took away, until the code is edited again. */
  readonly beforeReset: string | undefined;
}

/** A code cell: its text for as long as the page lives, and its runs, one at a time. */
export interface Cell {
  readonly exercise: Exercise;
  readonly store: Pick<StoreApi<CellState>, 'getState' | 'getInitialState' | 'subscribe'>;
  edit(code: string): void;
  /** Runs the code as it stands; `claimed`: as the proof of the reader's word that it is right. */
  run(claimed?: boolean): Promise<void>;
  stop(): void;
  reset(): void;
  undoReset(): void;
}

export function createCell(exercise: Exercise): Cell {
  const store = createStore<CellState>(() => ({
    code: exercise.start,
    running: false,
    printed: [],
    capped: false,
    outcome: undefined,
    attempts: 0,
    beforeReset: undefined,
  }));
  let current: Run | undefined;
  let stopped = false;

  const run = async (claimed = false): Promise<void> => {
    if (store.getState().running) return;
    const { code } = store.getState();
    stopped = false;
    store.setState({ running: true, printed: [], capped: false });
    const cases = await exercise.cases().catch(() => undefined);
    if (!cases) return conclude({ end: { kind: 'unstarted' }, cases: [], returned: [] });
    const order = { code, functionName: exercise.functionName, cases: cases.map((c) => c.args) };
    current = startRun(order, {
      onPrint: (line) => store.setState(({ printed }) => ({ printed: [...printed, line] })),
      onCapped: () => store.setState({ capped: true }),
    });
    if (stopped) current.stop();
    const { end, returned } = await current.ended;
    current = undefined;
    conclude({ end, cases, returned });

    function conclude(came: Pick<Outcome, 'end' | 'cases' | 'returned'>): void {
      const report = judge(came.cases, came.returned);
      store.setState(({ attempts }) => ({
        running: false,
        attempts: attempts + 1,
        outcome: { ...came, code, report, claimed },
      }));
    }
  };

  return {
    exercise,
    store,
    edit: (code) => {
      if (code !== store.getState().code) store.setState({ code, beforeReset: undefined });
    },
    run,
    stop() {
      stopped = true;
      current?.stop();
    },
    reset: () =>
      store.setState(({ code }) =>
        code === exercise.start ? {} : { code: exercise.start, beforeReset: code },
      ),
    undoReset: () =>
      store.setState(({ beforeReset }) =>
        beforeReset === undefined ? {} : { code: beforeReset, beforeReset: undefined },
      ),
  };
}
