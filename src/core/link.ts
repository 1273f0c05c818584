import type { Graph } from '../trace/graph.ts';
import type { Trace } from '../trace/trace.ts';
import type { RecordRequest } from './engine.ts';
import { deferred } from './lanes.ts';
import type { ProbeReport } from './probe.ts';
import type { DriverName, GpuUsage, Order, Report, Weights } from './protocol.ts';
import type { Workbench } from './workbench.ts';

/** A trace, how long the engine took for it, and what the GPU held afterwards. */
export interface Recorded {
  readonly trace: Trace;
  /** Milliseconds inside the engine. */
  readonly ms: number;
  readonly usage?: GpuUsage;
}

/** The other side is gone or hangs; the answer will never come. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
}

interface Pending {
  take(report: Report): void;
  fail(error: Error): void;
}

type Post = (order: Order) => void;

const setsKept = 8;

/**
 * The page's end of one engine: orders out, answers in, each with a time limit. Graph and weights
 * go over once for each weights object and are put back into the traces that come.
 */
export class Link {
  readonly #post: Post;
  readonly #close: () => void;
  readonly #news: (report: Report) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #graphs = new Map<Graph, number>();
  readonly #sets = new Map<Weights, number>();
  #nextId = 1;
  #nextSet = 1;
  #broken: Error | undefined;

  private constructor(
    open: (receive: (report: Report) => void, fail: (error: Error) => void) => [Post, () => void],
    news: (report: Report) => void,
  ) {
    this.#news = news;
    [this.#post, this.#close] = open(
      (report) => this.#receive(report),
      (error) => this.#fail(error),
    );
  }

  /** An engine in a worker of its own. Throws where the page may not have workers. */
  static toWorker(news: (report: Report) => void): Link {
    return new Link((receive, fail) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = (event: MessageEvent<Report>) => receive(event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        fail(new LinkError(event.message || 'the worker could not be started'));
      };
      return [(order) => worker.postMessage(order), () => worker.terminate()];
    }, news);
  }

  /** The host engine in the page itself; its code is only loaded where there is no worker. */
  static inPage(news: (report: Report) => void): Link {
    return new Link((receive, fail) => {
      const bench = import('./workbench.ts').then(
        ({ Workbench }) => new Workbench((report) => receive(report)),
      );
      bench.catch((error) => fail(new LinkError(`the engine could not be loaded: ${error}`)));
      const whenThere = (use: (bench: Workbench) => void) => void bench.then(use, () => {});
      return [
        (order) => whenThere((there) => there.take(order)),
        () => whenThere((there) => there.dispose()),
      ];
    }, news);
  }

  probe(driver: DriverName, limit: number): Promise<ProbeReport> {
    return this.#ask<ProbeReport>(
      (id) => ({ type: 'probe', id, driver }),
      (report) => (report.type === 'probed' ? report.probe : undefined),
      limit,
    );
  }

  record(request: RecordRequest, limit: number): Promise<Recorded> {
    const { graph, params, inputs } = request;
    const known = { graph: this.#graphNumber(graph), set: this.#setNumber(params) };
    return this.#ask<Recorded>(
      (id) => ({ type: 'record', id, ...known, inputs }),
      (report) =>
        report.type === 'recorded'
          ? { trace: { ...report.trace, graph, params }, ms: report.ms, usage: report.usage }
          : undefined,
      limit,
    );
  }

  loseContext(): void {
    this.#post({ type: 'lose-context' });
  }

  dispose(): void {
    this.#fail(new LinkError('the engine was closed'));
  }

  #graphNumber(graph: Graph): number {
    const known = this.#graphs.get(graph);
    if (known !== undefined) return known;
    const number = this.#graphs.size + 1;
    this.#graphs.set(graph, number);
    this.#post({ type: 'graph', graph: number, definition: graph });
    return number;
  }

  #setNumber(weights: Weights): number {
    const known = this.#sets.get(weights);
    const number = known ?? this.#nextSet++;
    // The set used last stands last, so that the first is the one to forget.
    this.#sets.delete(weights);
    this.#sets.set(weights, number);
    if (known === undefined) this.#post({ type: 'weights', set: number, weights });
    for (const [oldest, set] of this.#sets) {
      if (this.#sets.size <= setsKept) break;
      this.#sets.delete(oldest);
      this.#post({ type: 'forget', set });
    }
    return number;
  }

  #ask<T>(
    order: (id: number) => Order,
    read: (report: Report) => T | undefined,
    limit: number,
  ): Promise<T> {
    if (this.#broken) return Promise.reject(this.#broken);
    const id = this.#nextId++;
    const { promise, resolve, reject } = deferred<T>();
    const timer = setTimeout(() => {
      this.#fail(new LinkError(`no answer within ${limit / 1000} s`));
    }, limit);
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      this.#pending.delete(id);
      finish();
    };
    this.#pending.set(id, {
      take: (report) => {
        const result = read(report);
        if (report.type === 'failed') settle(() => reject(new Error(report.message)));
        else if (result !== undefined) settle(() => resolve(result));
      },
      fail: (error) => settle(() => reject(error)),
    });
    try {
      this.#post(order(id));
    } catch (error) {
      // What cannot be sent is the request's fault: the link goes on.
      this.#pending.get(id)?.fail(error instanceof Error ? error : new Error(String(error)));
    }
    return promise;
  }

  #receive(report: Report): void {
    if ('id' in report) this.#pending.get(report.id)?.take(report);
    else this.#news(report);
  }

  #fail(error: Error): void {
    if (this.#broken) return;
    this.#broken = error;
    this.#close();
    for (const pending of [...this.#pending.values()]) pending.fail(error);
  }
}
