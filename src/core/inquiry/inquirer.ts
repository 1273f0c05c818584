import { deferred } from '../lanes.ts';
import { LinkError } from '../link.ts';
import type { DriverName } from '../protocol.ts';
import type {
  Answer,
  Inquiry,
  InquiryKind,
  InquiryOrder,
  InquiryReport,
  Progress,
} from './inquiry.ts';

/** What became of an inquiry: an answer, or nobody wanted it any more. */
export type InquiryOutcome<K extends InquiryKind> =
  | { readonly state: 'answered'; readonly answer: Answer<K> }
  | { readonly state: 'cancelled' };

export interface AskOptions {
  /** What computes: the host in float64 unless WebGL (float32) is asked. */
  readonly driver?: DriverName;
  /** Aborted: the outcome is 'cancelled' at once, and the work stops within one batch. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** The page's door to long computations. One owner; nothing is started before the first inquiry. */
export interface Inquirer {
  /** Rejects when the inquiry is wrong: the message names what was expected. */
  ask<I extends Inquiry>(inquiry: I, options?: AskOptions): Promise<InquiryOutcome<I['kind']>>;
  /** Takes the graphics context away, as a driver does now and then: for tests and the curious. */
  loseContext(): void;
  dispose(): void;
}

type Order = InquiryOrder & { readonly type: 'ask' };

interface Pending {
  readonly order: Order;
  take(report: InquiryReport): void;
  fail(error: Error): void;
}

/** The other side, wherever it is. */
interface Desk {
  post(order: InquiryOrder): void;
  close(): void;
}

export function createInquirer(): Inquirer {
  const pending = new Map<number, Pending>();
  let desk: Desk | undefined;
  let disposed = false;
  let nextId = 1;

  const receive = (report: InquiryReport): void => pending.get(report.id)?.take(report);

  /** The worker could not be started or has died: the page does by itself what is still open. */
  const moveIn = (): void => {
    if (disposed) return;
    desk?.close();
    desk = deskInPage(receive, (error) => {
      for (const { fail } of [...pending.values()]) fail(error);
    });
    for (const { order } of pending.values()) desk.post(order);
  };
  const deskThere = (): Desk => {
    if (desk) return desk;
    desk = maybeDeskInWorker(receive, moveIn);
    if (!desk) moveIn();
    return desk ?? { post() {}, close() {} };
  };

  return {
    ask<I extends Inquiry>(inquiry: I, { driver = 'host', signal, onProgress }: AskOptions = {}) {
      type Outcome = InquiryOutcome<I['kind']>;
      if (disposed) return Promise.reject(new LinkError('the inquirer was disposed of'));
      const { promise, resolve, reject } = deferred<Outcome>();
      if (signal?.aborted) return Promise.resolve<Outcome>({ state: 'cancelled' });
      const id = nextId++;
      const settle = (finish: () => void): void => {
        signal?.removeEventListener('abort', cancel);
        pending.delete(id);
        finish();
      };
      const cancel = (): void => {
        desk?.post({ type: 'cancel', id });
        settle(() => resolve({ state: 'cancelled' }));
      };
      const take = (report: InquiryReport): void => {
        if (report.type === 'progress') onProgress?.(report);
        else if (report.type === 'failed') settle(() => reject(new Error(report.message)));
        else if (report.type === 'cancelled') settle(() => resolve({ state: 'cancelled' }));
        else if (answers(report, inquiry)) {
          const { answer } = report;
          settle(() => resolve({ state: 'answered', answer }));
        }
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const order: Order = { type: 'ask', id, driver, inquiry };
      const there = deskThere();
      pending.set(id, { order, take, fail: (error) => settle(() => reject(error)) });
      try {
        there.post(order);
      } catch (error) {
        settle(() => reject(error));
      }
      return promise;
    },
    loseContext: () => desk?.post({ type: 'lose-context' }),
    dispose() {
      disposed = true;
      desk?.close();
      const gone = new LinkError('the inquirer was disposed of');
      for (const { fail } of [...pending.values()]) fail(gone);
    },
  };
}

/** Kind and finding go together. */
function answers<I extends Inquiry>(
  report: InquiryReport & { readonly type: 'answered' },
  { kind }: I,
): report is InquiryReport & { readonly type: 'answered'; readonly answer: Answer<I['kind']> } {
  return report.kind === kind;
}

/** Undefined where the page may not have workers. */
function maybeDeskInWorker(
  receive: (report: InquiryReport) => void,
  broken: () => void,
): Desk | undefined {
  if (typeof Worker === 'undefined') return undefined;
  try {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<InquiryReport>) => receive(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      broken();
    };
    return { post: (order) => worker.postMessage(order), close: () => worker.terminate() };
  } catch {
    return undefined;
  }
}

/** In the page itself, on the host, batch by batch; its code is only loaded where it is needed. */
function deskInPage(
  receive: (report: InquiryReport) => void,
  broken: (error: Error) => void,
): Desk {
  const desk = import('./desk.ts').then(({ InquiryDesk }) => new InquiryDesk(receive));
  desk.catch((error) => broken(new LinkError(`the inquiry could not be loaded: ${error}`)));
  return {
    post: (order) =>
      void desk.then(
        (there) => there.take(order),
        () => {},
      ),
    close: () =>
      void desk.then(
        (there) => there.dispose(),
        () => {},
      ),
  };
}
