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

export const recipes: Readonly<Record<NetworkName, ShippedRecipe>> = {
  cnn: {
    epochs: 12,
    generatedShare: 0.5,
    labelSmoothing: 0,
    batch: { shardSize: 32, shards: 4 },
    training: { maxRate: 0.004, rise: 0.25, weightDecay: 0.01, averaging: 0.998 },
  },
  mlp: {
    epochs: 12,
    generatedShare: 0.5,
    labelSmoothing: 0,
    batch: { shardSize: 32, shards: 4 },
    training: { maxRate: 0.003, rise: 0.25, weightDecay: 0.01, averaging: 0.998 },
  },
};
