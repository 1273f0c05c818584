import { worstDisagreement } from './agreement.ts';
import type { Engine, RecordRequest } from './engine.ts';
import { Guard } from './guard.ts';
import { HostEngine } from './host/engine.ts';
import { measure, type ProbeReport, probeRequest } from './probe.ts';
import { buffersOf, type DriverName, type Order, type Report } from './protocol.ts';
import { maybeWasmEngine } from './wasm/engine.ts';
import type { WebglEngine } from './webgl/engine.ts';

type Send = (report: Report, transfer: ArrayBuffer[]) => void;
type LoadWebgl = () => Promise<typeof import('./webgl/engine.ts')>;

const hostBudget = 60; // ms of measuring
const webglBudget = 300;

/**
 * Takes orders and sends reports: the whole of a worker but for its thread, so that a page without
 * workers can hold one itself. Orders are worked off one after the other. A bench computes on the
 * host until it is asked to measure WebGL; from then on, on WebGL.
 */
export class Workbench {
  readonly #send: Send;
  readonly #loadWebgl: LoadWebgl | undefined;
  readonly #graphs = new Map<number, RecordRequest['graph']>();
  readonly #sets = new Map<number, RecordRequest['params']>();
  #engine: Engine = maybeWasmEngine() ?? new HostEngine('float32');
  #webgl: WebglEngine | undefined;
  #queue: Promise<void> = Promise.resolve();

  /** @param loadWebgl brings the WebGL engine's code; without it there is only the host */
  constructor(send: Send, loadWebgl?: LoadWebgl) {
    this.#send = send;
    this.#loadWebgl = loadWebgl;
  }

  take(order: Order): void {
    // A lost context waits for nobody.
    if (order.type === 'lose-context') this.#webgl?.loseContext();
    else this.#queue = this.#queue.then(() => this.#do(order));
  }

  dispose(): void {
    this.#engine.dispose();
    this.#sets.clear();
  }

  async #do(order: Exclude<Order, { type: 'lose-context' }>): Promise<void> {
    switch (order.type) {
      case 'graph':
        this.#graphs.set(order.graph, order.definition);
        return;
      case 'weights':
        this.#sets.set(order.set, order.weights);
        return;
      case 'forget':
        this.#forget(order.set);
        return;
      case 'probe':
        return this.#answer(order.id, async () => {
          const probe = await this.#probe(order.driver);
          this.#send({ type: 'probed', id: order.id, probe }, []);
        });
      case 'record':
        return this.#answer(order.id, () => this.#record(order));
    }
  }

  #forget(set: number): void {
    const weights = this.#sets.get(set);
    this.#sets.delete(set);
    if (weights) this.#webgl?.forget(weights);
  }

  async #answer(id: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#send({ type: 'failed', id, message }, []);
    }
  }

  async #probe(driver: DriverName): Promise<ProbeReport> {
    if (driver === 'webgl') return this.#probeWebgl();
    const ms = await measure(this.#engine, probeRequest(), hostBudget);
    return { ms, device: 'this processor', disagreement: 0, departures: [] };
  }

  async #probeWebgl(): Promise<ProbeReport> {
    if (!this.#loadWebgl) throw new Error('the page itself computes on the host only');
    const { WebglEngine } = await this.#loadWebgl();
    const webgl = await WebglEngine.create({
      recovering: () => this.#send({ type: 'recovering' }, []),
      recovered: (ms, device) => {
        this.#send({ type: 'recovered', ms, device, usage: this.#webgl?.usage() }, []);
      },
    });
    const request = probeRequest();
    const truth = await new HostEngine('float64').record(request);
    const disagreement = worstDisagreement(await webgl.record(request), truth).error;
    const departures = await webgl.departures();
    const ms = await measure(webgl, request, webglBudget);
    webgl.forget(request.params);
    this.#webgl = webgl;
    this.#engine = new Guard(webgl, this.#engine);
    return { ms, device: webgl.device, disagreement, departures, usage: webgl.usage() };
  }

  async #record(order: Order & { type: 'record' }): Promise<void> {
    const { id, inputs } = order;
    const graph = this.#graphs.get(order.graph);
    const params = this.#sets.get(order.set);
    if (!graph || !params) throw new Error('graph and weights were never sent');
    const start = performance.now();
    const { graph: _, params: __, ...trace } = await this.#engine.record({ graph, params, inputs });
    const ms = performance.now() - start;
    const usage = this.#webgl?.usage();
    this.#send({ type: 'recorded', id, trace, ms, usage }, buffersOf(trace, inputs));
  }
}
