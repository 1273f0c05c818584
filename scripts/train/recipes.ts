import type { NetworkName } from '../../src/core/networks/networks.ts';
import type { Recipe } from '../../src/training/trainer.ts';

/** How a shipped network is made, apart from seed and data. */
export interface ShippedRecipe {
  readonly epochs: number;
  readonly generatedShare: number;
  readonly labelSmoothing: number;
  readonly batch: { readonly shardSize: number; readonly shards: number };
  readonly training: Pick<Recipe, 'maxRate' | 'rise' | 'weightDecay' | 'averaging'>;
}

/** Chosen on held-back digits and on pen strokes that no step learned from. */
export const recipes: Readonly<Record<NetworkName, ShippedRecipe>> = {
  cnn: {
    epochs: 12,
    generatedShare: 0.4,
    labelSmoothing: 0,
    batch: { shardSize: 16, shards: 4 },
    training: { maxRate: 0.003, rise: 0.1, weightDecay: 0.03, averaging: 0.9995 },
  },
  mlp: {
    epochs: 14,
    generatedShare: 0.4,
    labelSmoothing: 0,
    batch: { shardSize: 16, shards: 4 },
    training: { maxRate: 0.002, rise: 0.1, weightDecay: 0.03, averaging: 0.9995 },
  },
  perceptron: {
    epochs: 12,
    generatedShare: 0.2,
    labelSmoothing: 0,
    batch: { shardSize: 16, shards: 4 },
    training: { maxRate: 0.002, rise: 0.1, weightDecay: 0.1, averaging: 0.9995 },
  },
};
