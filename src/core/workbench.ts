import type { Engine, RecordRequest } from './engine.ts';
import { HostEngine } from './host/engine.ts';
import { measure, type ProbeReport, probeRequest } from './probe.ts';
import { buffersOf, type DriverName, type Order, type Report } from './protocol.ts';

type Model = Pick<RecordRequest, 'graph'> & { readonly weights: RecordRequest['params'] };
type Send = (report: Report, transfer: ArrayBuffer[]) => void;

/**
 * Takes orders and sends reports: the whole of a worker but for its thread, so that a page without
 * workers can hold one itself. Orders are worked off one after the other.
 */
export class Workbench {
  readonly #send: Send;
  readonly #models = new Map<number, Model>();
  #engine: Engine = new HostEngine('float32');
  #queue: Promise<void> = Promise.resolve();

  constructor(send: Send) {
    this.#send = send;
  }

  take(order: Order): void {
    this.#queue = this.#queue.then(() => this.#do(order));
  }

  dispose(): void {
    this.#engine.dispose();
    this.#models.clear();
  }

  async #do(order: Order): Promise<void> {
    switch (order.type) {
      case 'load':
        this.#models.set(order.model, order);
        return;
      case 'unload':
        this.#models.delete(order.model);
        return;
      case 'probe':
        return this.#answer(order.id, async () => {
          const probe = await this.#probe(order.driver);
          this.#send({ type: 'probed', id: order.id, probe }, []);
        });
      case 'record':
        return this.#answer(order.id, () => this.#record(order));
      case 'lose-context':
        return;
    }
  }

  async #answer(id: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#send({ type: 'failed', id, message }, []);
    }
  }

  async #probe(_driver: DriverName): Promise<ProbeReport> {
    const ms = await measure(this.#engine, probeRequest(), 60);
    return { ms, device: 'this processor', disagreement: 0, departures: [] };
  }

  async #record({ id, model, inputs }: Order & { type: 'record' }): Promise<void> {
    const known = this.#models.get(model);
    if (!known) throw new Error(`the worker knows no model ${model}`);
    const start = performance.now();
    const {
      graph: _,
      params: __,
      ...trace
    } = await this.#engine.record({
      graph: known.graph,
      params: known.weights,
      inputs,
    });
    const ms = performance.now() - start;
    this.#send({ type: 'recorded', id, trace, ms }, buffersOf(trace, inputs));
  }
}
