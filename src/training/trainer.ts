import { initialParams } from '../core/initializers.ts';
import type { AdamSettings, AdamState } from '../core/optimizers/adam.ts';
import { adamw } from '../core/optimizers/adamw.ts';
import { type OneCycleSettings, oneCycle } from '../core/schedules/one-cycle.ts';
import { settingsOf } from '../core/settings.ts';
import { Random } from '../digits/random.ts';
import type { Graph, ParamId } from '../trace/graph.ts';
import type { HostTensor } from '../trace/tensor.ts';
import { layoutOf, type ParamLayout, tensorsOf, viewsOf, writeRow } from './layout.ts';

/** All that decides a training run, apart from its data. */
export interface Recipe {
  readonly seed: number;
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  readonly maxRate: number;
  /** Share of the steps in which the rate rises. */
  readonly rise: number;
  readonly weightDecay: number;
  readonly labelSmoothing: number;
  /** Share of the averaged weights that each step keeps; 0 turns averaging off. */
  readonly averaging: number;
}

/**
 * Weights, their running average and the optimiser's memory; `step` takes the mean gradient of a
 * batch. What computes the gradients, and where, is not its business.
 */
export class Trainer {
  readonly layout: ParamLayout;
  readonly recipe: Recipe;
  /** The weights that train: one flat row, which may lie in shared memory. */
  readonly row: Float32Array;
  /** Their exponential moving average: what is evaluated and shipped. */
  readonly average: Float32Array;
  /** Steps taken so far. */
  steps = 0;
  /** The optimiser's memory of each parameter. */
  adam: Readonly<Record<ParamId, AdamState>>;
  /** Weights decay, biases do not. */
  readonly #settings: Readonly<Record<ParamId, AdamSettings>>;
  readonly #cycle: OneCycleSettings;
  readonly #weights: Record<ParamId, Float32Array>;

  constructor(graph: Graph, recipe: Recipe, row?: Float32Array) {
    this.recipe = recipe;
    this.layout = layoutOf(graph);
    this.row = row ?? new Float32Array(this.layout.size);
    const random = new Random(recipe.seed, 1);
    writeRow(this.layout, this.row, initialParams(graph, 'heUniform', {}, random));
    this.average = this.row.slice();
    this.#weights = viewsOf(this.layout, this.row);
    this.#settings = Object.fromEntries(
      graph.params.map(({ id, shape }) => {
        const weightDecay = shape.length > 1 ? recipe.weightDecay : 0;
        return [id, settingsOf(adamw, { weightDecay })];
      }),
    );
    this.adam = Object.fromEntries(
      graph.params.map(({ id }) => [id, adamw.start(this.#weights[id], this.#settings[id])]),
    );
    this.#cycle = settingsOf(oneCycle, {
      maxRate: recipe.maxRate,
      totalSteps: recipe.epochs * recipe.batchesPerEpoch,
      rise: recipe.rise,
      startDivider: 25,
      endDivider: 1e3,
    });
  }

  /** Learning rate of the step to come. */
  get rate(): number {
    return oneCycle.rate(this.#cycle, this.steps);
  }

  /** One step of the optimiser, and of the average behind it. */
  step(gradients: Readonly<Record<ParamId, HostTensor>>): void {
    const { rate } = this;
    const memory: Record<ParamId, AdamState> = {};
    for (const [id, weights] of Object.entries(this.#weights)) {
      const point = { weights, gradient: gradients[id].data };
      const next = adamw.step(point, this.adam[id], rate, this.#settings[id]);
      weights.set(next.weights);
      memory[id] = next.state;
    }
    this.adam = memory;
    this.steps++;
    // Early on the average must not cling to the random start: it keeps at most t/(t + 10).
    const t = this.steps;
    const keep = Math.min(this.recipe.averaging, t / (t + 10));
    for (let i = 0; i < this.row.length; i++) {
      this.average[i] = keep * this.average[i] + (1 - keep) * this.row[i];
    }
  }

  /** The averaged weights, by name. */
  averaged(): Record<ParamId, HostTensor> {
    return tensorsOf(this.layout, this.average);
  }
}

/**
 * The mean of equally large shards' gradients, added up in the order of the shards, so that the
 * result does not depend on who computed which.
 *
 * @param mean where the result goes; a new row unless given
 */
export function meanOfShards(
  layout: ParamLayout,
  shards: readonly Float32Array[],
  mean: Float32Array = new Float32Array(layout.size),
): Float32Array {
  for (let i = 0; i < mean.length; i++) {
    let sum = 0;
    for (const shard of shards) sum += shard[i];
    mean[i] = sum / shards.length;
  }
  return mean;
}
