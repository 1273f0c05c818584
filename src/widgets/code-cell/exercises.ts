import type { Attributes } from './attributes.ts';
import { argmaxOfZeros } from './exercises/argmax-of-zeros.ts';
import { assignNotAdd } from './exercises/assign-not-add.ts';
import type { PoolExercise } from './exercises/pool-exercise.ts';
import { shapedLikeOutput } from './exercises/shaped-like-output.ts';
import { suspectIsRight } from './exercises/suspect-is-right.ts';

export const exercises: Readonly<Record<Attributes['exercise'], PoolExercise>> = {
  'argmax-of-zeros': argmaxOfZeros,
  'shaped-like-output': shapedLikeOutput,
  'assign-not-add': assignNotAdd,
  'suspect-is-right': suspectIsRight,
};
