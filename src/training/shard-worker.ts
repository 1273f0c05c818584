import { HostEngine } from '../core/host/engine.ts';
import { digitFeeds } from '../core/networks/digit-feeds.ts';
import { maybeWasmEngine } from '../core/wasm/engine.ts';
import type { Graph } from '../trace/graph.ts';
import { layoutOf, type ParamLayout, tensorsOf, writeRow } from './layout.ts';
import type { LabelledDigits } from './shard.ts';

/** Pool → worker. */
export type ShardOrder =
  | { readonly type: 'start'; readonly graph: Graph; readonly digits: LabelledDigits }
  /** The weights of the batch that comes: one flat row. */
  | { readonly type: 'weights'; readonly row: Float32Array }
  | {
      readonly type: 'shard';
      readonly shard: number;
      /** Which digits, by their places. */
      readonly places: Uint32Array;
      /** Room for the gradient, sent to and fro. */
      readonly gradient: Float32Array<ArrayBuffer>;
    };

/** Worker → pool. */
export type ShardReport =
  | {
      readonly type: 'done';
      readonly shard: number;
      readonly loss: number;
      readonly gradient: Float32Array<ArrayBuffer>;
    }
  | { readonly type: 'failed'; readonly message: string };

interface Work {
  readonly graph: Graph;
  readonly digits: LabelledDigits;
  readonly layout: ParamLayout;
  readonly params: ReturnType<typeof tensorsOf>;
  readonly row: Float32Array;
}

const engine = maybeWasmEngine() ?? new HostEngine('float32');
let work: Work | undefined;

function take(order: ShardOrder): void {
  if (order.type === 'start') {
    const { graph, digits } = order;
    const layout = layoutOf(graph);
    const row = new Float32Array(layout.size);
    work = { graph, digits, layout, row, params: tensorsOf(layout, row) };
  } else if (!work) throw new Error('a shard was asked for before the digits had come');
  else if (order.type === 'weights') work.row.set(order.row);
  else compute(work, order);
}

function compute(
  { graph, digits, layout, params }: Work,
  { shard, places, gradient }: ShardOrder & { type: 'shard' },
): void {
  const size = digits.pixels.length / digits.labels.length;
  const pixels = new Float32Array(places.length * size);
  const labels = new Uint8Array(places.length);
  for (const [i, place] of places.entries()) {
    pixels.set(digits.pixels.subarray(place * size, (place + 1) * size), i * size);
    labels[i] = digits.labels[place];
  }
  const inputs = digitFeeds(graph, pixels, labels);
  const { loss, gradients } = engine.gradientsNow({ graph, params, inputs });
  writeRow(layout, gradient, gradients);
  report({ type: 'done', shard, loss, gradient }, [gradient.buffer]);
}

function report(message: ShardReport, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.addEventListener('message', ({ data }: MessageEvent<ShardOrder>) => {
  try {
    take(data);
  } catch (error) {
    report({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
