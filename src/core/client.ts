import type { StoreApi } from 'zustand/vanilla';
import type { Graph } from '../trace/graph.ts';
import { Drivers } from './drivers.ts';
import type { RecordRequest } from './engine.ts';
import { forwardOnly } from './forward-only.ts';
import { Lanes, type Outcome } from './lanes.ts';
import { LinkError, type Recorded } from './link.ts';
import { fetchWeights } from './models.ts';
import { classOf, digitFeeds } from './networks/digit-feeds.ts';
import { classesOf, type NetworkName, networks } from './networks/networks.ts';
import type { Weights } from './protocol.ts';
import { createStatus, type EngineStatus, type Pin } from './status.ts';

/** A digit to be read and, with a label, the way back from it. */
export interface DigitRequest {
  readonly network: NetworkName;
  /** 28 × 28, row by row, 0 (paper) to 1 (ink). */
  readonly pixels: Float32Array;
  /** One of the network's digits: the loss is taken against it. Without one there is no way back. */
  readonly label?: number;
}

export interface RecordOptions {
  /** Requests of one lane take each other's place; other lanes are not touched. */
  readonly lane?: string;
  /** Aborted: the outcome is 'superseded'. */
  readonly signal?: AbortSignal;
}

/** `answered` with the trace and its milliseconds, or `superseded` by a newer request. */
export type RecordOutcome = Outcome<Recorded>;

/** The page's way to the engines. One for the page; `dispose` ends its workers. */
export interface Client {
  readonly status: StoreApi<EngineStatus>;
  /** Runs a shipped network. Rejects with a `ModelError` when its weights cannot be had. */
  record(request: DigitRequest, options?: RecordOptions): Promise<RecordOutcome>;
  /** Runs any graph; the same `params` object is sent to the engine only once. */
  run(request: RecordRequest, options?: RecordOptions): Promise<RecordOutcome>;
  /** The shipped weights of a network, loaded once. */
  weights(network: NetworkName): Promise<Weights>;
  /** Measures the engines before the first request; resolves when the choice stands. */
  start(): Promise<void>;
  /** Binds the page to an engine, or lets the measurement decide again. */
  pin(choice: Pin): void;
  /** Takes the graphics context away, as a driver does now and then: for tests and the curious. */
  loseContext(): void;
  dispose(): void;
}

export interface ClientOptions {
  readonly pin?: Pin;
  /** Where the safetensors files lie. */
  readonly models?: string;
}

/** Nothing is started or loaded before the first request. */
export function createClient({ pin = 'auto', models = '/models/' }: ClientOptions = {}): Client {
  const status = createStatus(pin);
  const drivers = new Drivers(status);
  const lanes = new Lanes<Recorded>();
  const weights = new Map<NetworkName, Promise<Weights>>();
  const predictors = new Map<Graph, Graph>();
  let disposed = false;

  function predictorOf(graph: Graph): Graph {
    const known = predictors.get(graph) ?? forwardOnly(graph);
    predictors.set(graph, known);
    return known;
  }

  const client: Client = {
    status,
    async record({ network, pixels, label }, options) {
      if (pixels.length !== 784) {
        throw new RangeError(`a digit has 784 pixels (28 × 28), got ${pixels.length}`);
      }
      // The drawing goes on while the request waits.
      const data = pixels.slice();
      const params = await client.weights(network);
      const whole = networks[network];
      if (label === undefined) {
        const x = { shape: [1, 28, 28, 1], dtype: 'float32', data } as const;
        return client.run({ graph: predictorOf(whole), params, inputs: { x } }, options);
      }
      const inputs = digitFeeds(whole, data, [classOf(classesOf(whole), label)]);
      return client.run({ graph: whole, params, inputs }, options);
    },
    run(request, { lane = 'main', signal } = {}) {
      if (disposed) return Promise.reject(new LinkError('the client was disposed of'));
      return lanes.submit(lane, () => drivers.record(request), signal);
    },
    weights(network) {
      const known = weights.get(network);
      if (known) return known;
      const loading = fetchWeights(`${models}${network}.safetensors`, networks[network]);
      weights.set(network, loading);
      // What failed may be tried again.
      loading.catch(() => weights.delete(network));
      return loading;
    },
    start: () => drivers.start(),
    pin: (choice) => drivers.pin(choice),
    loseContext: () => drivers.loseContext(),
    dispose() {
      disposed = true;
      lanes.clear();
      drivers.dispose();
    },
  };
  return client;
}
