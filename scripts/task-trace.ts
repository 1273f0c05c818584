import type { CDPSession, Page } from 'playwright';

/** One task of a page's main thread, milliseconds: by the clock, and of it on a processor. */
export interface Task {
  readonly wall: number;
  readonly processor: number;
}

interface TraceEvent {
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Follows the tasks of a page's main thread through Chromium's tracing. A task that the machine
 * kept waiting is long by the clock and short on the processor: only the second is the page's own.
 * Returns what ends it and gives the longest by the clock and the longest on the processor.
 */
export async function traceTasks(
  page: Page,
): Promise<() => Promise<{ readonly byWall: Task; readonly byProcessor: Task }>> {
  const device: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  device.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) if (isWanted(event)) events.push(event);
  });
  await device.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  return async () => {
    const ended = new Promise<void>((resolve) => {
      device.once('Tracing.tracingComplete', () => resolve());
    });
    await device.send('Tracing.end');
    await ended;
    await device.detach();
    return longest(events);
  };
}

const TASK = 'ThreadControllerImpl::RunTask';

function isWanted(event: object): event is TraceEvent {
  return 'name' in event && (event.name === TASK || event.name === 'thread_name');
}

/** Of the renderer's main thread with the most tasks: the page, not an empty one kept beside it. */
function longest(events: readonly TraceEvent[]) {
  const tasks = new Map<string, Task[]>();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  for (const event of events) {
    if (event.args?.name === 'CrRendererMain') tasks.set(threadOf(event), []);
  }
  for (const event of events) {
    if (event.name !== TASK || event.ph !== 'X') continue;
    const { dur = 0, tdur = 0 } = event;
    tasks.get(threadOf(event))?.push({ wall: dur / 1000, processor: tdur / 1000 });
  }
  const most = [...tasks.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  const none: Task = { wall: 0, processor: 0 };
  return {
    byWall: most.reduce((a, b) => (b.wall > a.wall ? b : a), none),
    byProcessor: most.reduce((a, b) => (b.processor > a.processor ? b : a), none),
  };
}
