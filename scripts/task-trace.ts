import type { CDPSession, Page } from 'playwright';
import { quantile } from './frame-watch.ts';

/** How long a task of a page's main thread lasted, milliseconds: by the clock, and on a processor. */
export interface Task {
  readonly wall: number;
  readonly processor: number;
}

/** The longest tasks of each stretch of a drive, in order: the longest of each kind. */
export type Stretches = readonly Task[];

export interface TaskTrace {
  /** Ends a stretch and begins the next: each does the same thing in each round of a drive. */
  mark(): Promise<void>;
  end(): Promise<Stretches>;
}

interface TraceEvent {
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const TASK = 'ThreadControllerImpl::RunTask';
const MARK = 'clock_sync';

/** Follows the tasks of a page's main thread through Chromium's tracing, stretch by stretch. */
export async function traceTasks(page: Page): Promise<TaskTrace> {
  const device: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  device.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) if (isWanted(event)) events.push(event);
  });
  await device.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  let marks = 0;
  return {
    mark: async () => {
      await device.send('Tracing.recordClockSyncMarker', { syncId: `stretch ${marks++}` });
    },
    end: async () => {
      const ended = new Promise<void>((resolve) => {
        device.once('Tracing.tracingComplete', () => resolve());
      });
      await device.send('Tracing.end');
      await ended;
      await device.detach();
      return stretchesOf(events);
    },
  };
}

function isWanted(event: object): event is TraceEvent {
  return 'name' in event && [TASK, MARK, 'thread_name'].some((name) => event.name === name);
}

/** Of the renderer's main thread with the most tasks: the page, not an empty one kept beside it. */
function stretchesOf(events: readonly TraceEvent[]): Stretches {
  const tasks = new Map<string, TraceEvent[]>();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  for (const event of events) {
    if (event.args?.name === 'CrRendererMain') tasks.set(threadOf(event), []);
  }
  for (const event of events) {
    if (event.name === TASK && event.ph === 'X') tasks.get(threadOf(event))?.push(event);
  }
  const most = [...tasks.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  const marks = events
    .filter(({ name }) => name === MARK)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const stretches = Array.from({ length: marks.length + 1 }, () => ({ wall: 0, processor: 0 }));
  for (const { ts, dur = 0, tdur = 0 } of most) {
    // A task belongs to the stretch in which it ended: the mark that began it is older.
    const stretch = stretches[marks.filter((mark) => mark <= ts + dur).length];
    stretch.wall = Math.max(stretch.wall, dur / 1000);
    stretch.processor = Math.max(stretch.processor, tdur / 1000);
  }
  return stretches;
}

/** The longest task of all. */
export const longestOf = (stretches: Stretches, kind: keyof Task): number =>
  Math.max(0, ...stretches.map((task) => task[kind]));

/**
 * The longest task that comes back: of each stretch the middle of its rounds, of these the longest.
 * A shared machine makes the same work several times longer now and then (`machine.ts` measures
 * it), on the processor's clock too: that hits another stretch in each round, and what a page does
 * too long hits the same.
 */
export function recurringOf(rounds: readonly Stretches[], kind: keyof Task): number {
  const stretches = Math.max(0, ...rounds.map(({ length }) => length));
  return Math.max(
    0,
    ...Array.from({ length: stretches }, (_, index) =>
      quantile(
        rounds.map((round) => round[index]?.[kind] ?? 0),
        0.5,
      ),
    ),
  );
}
