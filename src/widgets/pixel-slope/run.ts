import type { Client, RecordOutcome } from '../../core/client.ts';
import { type NetworkName, networks } from '../../core/networks/networks.ts';
import { sampleDigit } from '../../digits/samples.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { paramGradientOf } from '../../trace/trace.ts';
import { inkOf, nudged, type Plan, side } from './plan.ts';
import { type Reading, readingOf } from './reading.ts';

/** The loss at so many inks of one pixel, from none to full. */
export const curvePoints = 21;

export interface Curve {
  readonly inks: readonly number[];
  /** Nats. */
  readonly losses: readonly number[];
}

/** Steps downhill, and what became of everything else that the network could read. */
export interface Descent {
  /** Before any step and after each. */
  readonly path: readonly Reading[];
  /** The ten sample digits, 0 to 9, as they are read after the last step. */
  readonly samples: readonly number[];
}

/** How many of the ten samples are not read as what they are. */
export const misreadIn = (samples: readonly number[]): number =>
  samples.filter((guess, digit) => guess !== digit).length;

type Params = Awaited<ReturnType<Client['weights']>>;

/** A newer request took the place of this one: its result is not wanted any more. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

function traceOf(outcome: RecordOutcome) {
  if (outcome.state === 'superseded') throw new Superseded();
  return outcome.result.trace;
}

/** One network at work for one figure: its newest request wins. */
export class NudgeRun {
  readonly #client: Client;
  readonly #network: NetworkName;
  readonly #lane: string;

  constructor(client: Client, network: NetworkName, lane: string) {
    this.#client = client;
    this.#network = network;
    this.#lane = lane;
  }

  /** Throws `Superseded`, a `ModelError` without weights, or what the engine says. */
  async read(pixels: Float32Array, label: number, params?: Params): Promise<Reading> {
    return (await this.#record(pixels, label, params)).reading;
  }

  /** The loss while the chosen pixel’s ink goes from 0 to 1. */
  async curve({ pixels, label, pixel }: Plan): Promise<Curve> {
    const params = await this.#client.weights(this.#network);
    const inks = Array.from({ length: curvePoints }, (_, i) => i / (curvePoints - 1));
    const losses: number[] = [];
    // Each ink is a request of its own: a batch's loss is its mean.
    for (const ink of inks) {
      const changed = pixels.slice();
      changed[pixel] = ink;
      losses.push((await this.#record(changed, label, params)).reading.loss);
    }
    return { inks, losses };
  }

  /** Readings before any step and after each; the slope is taken anew every time. */
  async descend(plan: Plan): Promise<Descent> {
    const { label, rate, steps, mover } = plan;
    let params = await this.#client.weights(this.#network);
    let pixels = nudged(plan);
    const path: Reading[] = [];
    for (let step = 0; ; step++) {
      const { trace, reading } = await this.#record(pixels, label, params);
      path.push(reading);
      if (step === steps) return { path, samples: await this.#readSamples(params) };
      if (mover === 'pixels') {
        // Ink cannot be less than none or more than full.
        pixels = pixels.map((ink, i) => Math.min(1, Math.max(0, ink - rate * reading.slopes[i])));
      } else {
        const moved = Object.entries(params).map(([id, { shape, data }]) => {
          const slope = paramGradientOf(trace, id).sum.data;
          const next = Float32Array.from(data, (weight, i) => weight - rate * slope[i]);
          return [id, hostTensor(shape, next, 'float32')] as const;
        });
        params = Object.fromEntries(moved);
      }
    }
  }

  /** What a network with these weights makes of the ten sample digits, 0 to 9. */
  async #readSamples(params: Params): Promise<readonly number[]> {
    const guesses: number[] = [];
    for (let digit = 0; digit < 10; digit++) {
      const { reading } = await this.#record(inkOf(sampleDigit(digit)), digit, params);
      guesses.push(reading.guess);
    }
    return guesses;
  }

  async #record(pixels: Float32Array, label: number, params?: Params) {
    const graph = networks[this.#network];
    const weights = params ?? (await this.#client.weights(this.#network));
    const x = hostTensor([1, side, side, 1], pixels.slice(), 'float32');
    const target = hostTensor([1], Int32Array.of(label), 'int32');
    const request = { graph, params: weights, inputs: { x, label: target } };
    const trace = traceOf(await this.#client.run(request, { lane: this.#lane }));
    return { trace, reading: readingOf(trace, pixels) };
  }
}
