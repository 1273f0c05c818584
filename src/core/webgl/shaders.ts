import type { Shader } from './program.ts';
import {
  convInputGradientShader,
  convKernelGradientShader,
  convShader,
  poolGradientShader,
  poolValuesShader,
  poolWinnersShader,
} from './shaders/convolution.ts';
import {
  binaryShaders,
  broadcastShader,
  oneHotShader,
  scaleShader,
  unaryShaders,
} from './shaders/elementwise.ts';
import { matMulShader } from './shaders/product.ts';
import { reductionShaders } from './shaders/reduction.ts';

/** Every shader of the engine, by name: compiled once, for all shapes. */
export const shaders = {
  ...unaryShaders,
  ...binaryShaders,
  ...reductionShaders,
  scale: scaleShader,
  broadcast: broadcastShader,
  oneHot: oneHotShader,
  matMul: matMulShader,
  conv: convShader,
  convInputGradient: convInputGradientShader,
  convKernelGradient: convKernelGradientShader,
  poolValues: poolValuesShader,
  poolWinners: poolWinnersShader,
  poolGradient: poolGradientShader,
} as const satisfies Readonly<Record<string, Shader>>;

export type ShaderName = keyof typeof shaders;
