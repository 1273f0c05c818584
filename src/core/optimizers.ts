import { adabelief } from './optimizers/adabelief.ts';
import { type AdagradSettings, type AdagradState, adagrad } from './optimizers/adagrad.ts';
import { type AdamSettings, type AdamState, adam } from './optimizers/adam.ts';
import { adamw } from './optimizers/adamw.ts';
import { type LbfgsSettings, type LbfgsState, lbfgs } from './optimizers/lbfgs.ts';
import type { MomentSettings, MomentState } from './optimizers/moments.ts';
import { type NadamSettings, type NadamState, nadam } from './optimizers/nadam.ts';
import type { Optimizer, SearchPoint } from './optimizers/optimizer.ts';
import { radam } from './optimizers/radam.ts';
import { type RmspropSettings, type RmspropState, rmsprop } from './optimizers/rmsprop.ts';
import { type SgdSettings, type SgdState, sgd } from './optimizers/sgd.ts';

/** The settings and the memory of each optimiser. */
export interface OptimizerTypes {
  sgd: { settings: SgdSettings; state: SgdState };
  adagrad: { settings: AdagradSettings; state: AdagradState };
  rmsprop: { settings: RmspropSettings; state: RmspropState };
  adam: { settings: AdamSettings; state: AdamState };
  adamw: { settings: AdamSettings; state: AdamState };
  nadam: { settings: NadamSettings; state: NadamState };
  radam: { settings: MomentSettings; state: MomentState };
  adabelief: { settings: MomentSettings; state: MomentState };
  lbfgs: { settings: LbfgsSettings; state: LbfgsState };
}

export type OptimizerName = keyof OptimizerTypes;

/**
 * Every optimiser by name. One without defaults, limits, memory or step does not compile. All but
 * L-BFGS need no more than a gradient; their own files say so by type.
 */
export const optimizers: {
  readonly [N in OptimizerName]: Optimizer<
    OptimizerTypes[N]['settings'],
    OptimizerTypes[N]['state'],
    SearchPoint
  >;
} = { sgd, adagrad, rmsprop, adam, adamw, nadam, radam, adabelief, lbfgs };
