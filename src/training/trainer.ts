import { heUniform } from '../core/initializers.ts';
import {
  type AdamSettings,
  type AdamState,
  adamDefaults,
  adamStep,
  createAdamState,
} from '../core/optimizers/adam.ts';
import { type OneCycle, oneCycleRate } from '../core/schedules/one-cycle.ts';
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
  readonly adam: AdamState;
  readonly #settings: AdamSettings;
  readonly #cycle: OneCycle;
  readonly #weights: Record<ParamId, Float32Array>;
  readonly #decays: ReadonlySet<ParamId>;

  constructor(graph: Graph, recipe: Recipe, row?: Float32Array) {
    this.recipe = recipe;
    this.layout = layoutOf(graph);
    this.row = row ?? new Float32Array(this.layout.size);
    const random = new Random(recipe.seed, 1);
    writeRow(
      this.layout,
      this.row,
      heUniform(graph, (low, high) => random.between(low, high)),
    );
    this.average = this.row.slice();
    this.adam = createAdamState(graph.params);
    this.#weights = viewsOf(this.layout, this.row);
    this.#decays = new Set(
      graph.params.filter(({ shape }) => shape.length > 1).map(({ id }) => id),
    );
    this.#settings = { ...adamDefaults, weightDecay: recipe.weightDecay };
    this.#cycle = {
      maxRate: recipe.maxRate,
      totalSteps: recipe.epochs * recipe.batchesPerEpoch,
      rise: recipe.rise,
      startDivider: 25,
      endDivider: 1e3,
    };
  }

  get steps(): number {
    return this.adam.step;
  }

  /** Learning rate of the step to come. */
  get rate(): number {
    return oneCycleRate(this.#cycle, this.adam.step);
  }

  /** One step of the optimiser, and of the average behind it. */
  step(gradients: Readonly<Record<ParamId, HostTensor>>): void {
    adamStep(this.#weights, gradients, this.adam, this.rate, this.#settings, (id) =>
      this.#decays.has(id),
    );
    // Early on the average must not cling to the random start: it keeps at most t/(t + 10).
    const t = this.adam.step;
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
 */
export function meanOfShards(layout: ParamLayout, shards: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(layout.size);
  for (let i = 0; i < mean.length; i++) {
    let sum = 0;
    for (const shard of shards) sum += shard[i];
    mean[i] = sum / shards.length;
  }
  return mean;
}
