import { avgPool2d } from '../../core/layers/avg-pool2d.ts';
import { globalAvgPool } from '../../core/layers/global-avg-pool.ts';
import { globalMaxPool } from '../../core/layers/global-max-pool.ts';
import { maxPool2d } from '../../core/layers/max-pool2d.ts';
import { relu } from '../../core/layers/relu.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { hostTensor } from '../../trace/tensor.ts';

/** Rows and columns of the input; windows of 2 × 2 with stride 2 leave half as many. */
export const side = 6;
export const windowsAcross = 3;

interface PoolKind {
  readonly label: string;
  readonly layer: LoneLayer;
  readonly global: boolean;
}

const window = { size: [2, 2], strides: [2, 2] };

const kinds = {
  max: { label: 'max', layer: new LoneLayer(maxPool2d, window), global: false },
  average: { label: 'average', layer: new LoneLayer(avgPool2d, window), global: false },
  'global-max': { label: 'global max', layer: new LoneLayer(globalMaxPool), global: true },
  'global-average': { label: 'global average', layer: new LoneLayer(globalAvgPool), global: true },
} satisfies Readonly<Record<string, PoolKind>>;

export type KindName = keyof typeof kinds;
export const poolKinds: Readonly<Record<KindName, PoolKind>> = kinds;
export const kindNames = ['max', 'average', 'global-max', 'global-average'] as const;

export interface Pooled {
  readonly outputs: readonly number[];
  /** One for each output. */
  readonly upstream: readonly number[];
  /** At the input, before the ReLU where there is one. */
  readonly gradient: readonly number[];
}

const gate = new LoneLayer(relu);
const image = (x: readonly number[]) => hostTensor([1, side, side, 1], x);

/** What the pool sees: the input, or what a ReLU leaves of it. */
export const beforePool = (x: readonly number[], withRelu: boolean): readonly number[] =>
  withRelu ? Array.from(gate.forward([image(x)]).data) : x;

/** One kind of pool forwards and back, with the nine upstream values. */
export function runPool(
  name: KindName,
  x: readonly number[],
  nine: readonly number[],
  withRelu: boolean,
): Pooled {
  const { layer, global } = poolKinds[name];
  const seen = image(beforePool(x, withRelu));
  const upstream = global ? [total(nine)] : nine;
  const output = layer.forward([seen]);
  const back = layer.pullBack([seen], hostTensor(output.shape, upstream)).inputs[0];
  const through = withRelu && back ? gate.pullBack([image(x)], back).inputs[0] : back;
  return { outputs: Array.from(output.data), upstream, gradient: Array.from(through?.data ?? []) };
}

/** Moved to the right by so many columns; zeros come in from the left. */
export const shifted = (x: readonly number[], columns: number): readonly number[] =>
  x.map((_, i) => (i % side >= columns ? x[i - columns] : 0));

/** How many outputs a shift changes. */
export function movedOutputs(
  name: KindName,
  x: readonly number[],
  columns: number,
  withRelu: boolean,
): number {
  const zeros: readonly number[] = new Array(windowsAcross ** 2).fill(0);
  const [before, after] = [x, shifted(x, columns)].map(
    (numbers) => runPool(name, numbers, zeros, withRelu).outputs,
  );
  return before.filter((value, i) => value !== after[i]).length;
}

export const total = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);
