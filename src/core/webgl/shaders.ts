import type { Shader } from './program.ts';
import { borderGradientShader, borderShader } from './shaders/border.ts';
import {
  convBiasShader,
  convInputGradientShader,
  convKernelGradientShader,
  convShader,
} from './shaders/convolution.ts';
import {
  binaryShaders,
  broadcastShader,
  gateShader,
  oneHotShader,
  scaleShader,
  unaryShaders,
} from './shaders/elementwise.ts';
import {
  poolFirstShader,
  poolGradientShader,
  poolLastShader,
  poolMeansGradientShader,
  poolMeansShader,
  poolSharesGradientShader,
  poolWinnerCountsShader,
} from './shaders/pooling.ts';
import { matMulBiasShader, matMulShader } from './shaders/product.ts';
import { reductionShaders } from './shaders/reduction.ts';
import { argMaxShader, placeShader, sliceShader } from './shaders/rows.ts';

/** Every shader of the engine, by name: each compiled at most once, for all shapes. */
export const shaders = {
  ...unaryShaders,
  ...binaryShaders,
  ...reductionShaders,
  scale: scaleShader,
  broadcast: broadcastShader,
  oneHot: oneHotShader,
  matMul: matMulShader,
  matMulBias: matMulBiasShader,
  gate: gateShader,
  conv: convShader,
  convBias: convBiasShader,
  convInputGradient: convInputGradientShader,
  convKernelGradient: convKernelGradientShader,
  poolFirst: poolFirstShader,
  poolLast: poolLastShader,
  poolGradient: poolGradientShader,
  poolWinnerCounts: poolWinnerCountsShader,
  poolSharesGradient: poolSharesGradientShader,
  poolMeans: poolMeansShader,
  poolMeansGradient: poolMeansGradientShader,
  border: borderShader,
  borderGradient: borderGradientShader,
  slice: sliceShader,
  place: placeShader,
  argMax: argMaxShader,
} as const satisfies Readonly<Record<string, Shader>>;

export type ShaderName = keyof typeof shaders;

/**
 * What the shipped networks need, each with the conditions that hold: compiled side by side at the
 * start, the others when first met.
 */
export const compiledFirst: readonly (readonly [name: ShaderName, ...holds: string[]])[] = [
  ['convBias', 'close', 'fours'],
  ['convBias', 'wholeTexels', 'close', 'fours'],
  ['convInputGradient', 'oneRow', 'wholeTexels', 'fours'],
  ['convInputGradient', 'wholeTexels', 'fours'],
  ['convKernelGradient', 'fours'],
  ['poolFirst', 'fours'],
  ['poolGradient', 'fours'],
  ['matMulBias', 'alongTheSum', 'aInTexels', 'single'],
  ['matMul', 'single', 'fours'],
  ['matMul', 'aInTexels', 'single', 'fours'],
  ['matMul', 'outer', 'single', 'fours'],
  ['relu', 'fours'],
  ['gate', 'fours'],
  ['exp', 'fours'],
  ['log', 'fours'],
  ['scale', 'fours'],
  ['oneHot'],
  ['max'],
  ['sum'],
  ['sum', 'fours'],
  ['subtract', 'wholeA'],
  ['subtract', 'wholeA', 'wholeB', 'fours'],
  ['multiply', 'wholeA'],
  ['multiply', 'wholeA', 'wholeB', 'fours'],
  ['divide', 'wholeA'],
];
