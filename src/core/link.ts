import type { Graph } from '../trace/graph.ts';
import type { Trace } from '../trace/trace.ts';
import type { RecordRequest } from './engine.ts';
import { deferred } from './lanes.ts';
import type { ProbeReport } from './probe.ts';
import type { DriverName, GpuUsage, Order, Report, Weights } from './protocol.ts';
import { Workbench } from './workbench.ts';

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

const modelsKept = 8;

/**
 * The page's end of one engine: orders out, answers in, each with a time limit. Graph and weights
 * go over once for each weights object and are put back into the traces that come.
 */
export class Link {
  readonly #post: Post;
  readonly #close: () => void;
  readonly #news: (report: Report) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #models = new Map<Weights, Map<Graph, number>>();
  #nextId = 1;
  #nextModel = 1;
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

  /** The host engine in the page itself. */
  static inPage(news: (report: Report) => void): Link {
    return new Link((receive) => {
      const bench = new Workbench((report) => receive(report));
      return [(order) => bench.take(order), () => bench.dispose()];
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
    const model = this.#model(graph, params);
    return this.#ask<Recorded>(
      (id) => ({ type: 'record', id, model, inputs }),
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

  #model(graph: Graph, weights: Weights): number {
    const byGraph = this.#models.get(weights) ?? new Map<Graph, number>();
    // The one used last stands last, so that the first is the one to forget.
    this.#models.delete(weights);
    this.#models.set(weights, byGraph);
    const known = byGraph.get(graph);
    if (known !== undefined) return known;
    const model = this.#nextModel++;
    byGraph.set(graph, model);
    this.#post({ type: 'load', model, graph, weights });
    if (this.#models.size > modelsKept) this.#forgetOldest();
    return model;
  }

  #forgetOldest(): void {
    for (const [weights, byGraph] of this.#models) {
      this.#models.delete(weights);
      for (const model of byGraph.values()) this.#post({ type: 'unload', model });
      return;
    }
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
    this.#post(order(id));
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
