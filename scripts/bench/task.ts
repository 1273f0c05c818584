import type { BenchNetwork, Width } from './networks.ts';

/** How tfjs is asked for a trace. */
export type TraceWay =
  /** Gradients of the weights; activations are kept on the way. */
  | 'variableGrads'
  /** A tensor of zeros is added to every activation: the probes' gradients are the activations'. */
  | 'grads';

/** One kind of work; every run of it is timed, and its answer held against the others' answers. */
export type Task =
  /** Everything of one digit, forwards and backwards, on the host. Answer: the loss. */
  | {
      readonly kind: 'trace';
      readonly network: BenchNetwork;
      readonly width: Width;
      readonly way: TraceWay;
    }
  /** The next `images` digits in batches, plain SGD. Answer: the mean of the batches' losses. */
  | {
      readonly kind: 'training';
      readonly network: BenchNetwork;
      readonly batch: number;
      readonly images: number;
    }
  /** The next `images` digits are read. Answer: how many of them right. */
  | { readonly kind: 'evaluation'; readonly network: BenchNetwork; readonly images: number };

export type TaskKind = Task['kind'];
export type TaskOf<K extends TaskKind> = Extract<Task, { readonly kind: K }>;

/** Plain stochastic gradient descent, without momentum: the one rule that all have alike. */
export const learningRate = 0.05;

/** Digits read in one call of a network. */
export const readingBatch = 100;

/** Work that is ready to be done again and again. */
export interface Job {
  /** Does it once. */
  run(): Promise<number>;
  /** Gradients of the last run by the graph's names, in our order of axes; traces have them. */
  gradients?(): Promise<Readonly<Record<string, readonly number[]>>>;
  dispose(): void;
}

/** Someone who takes part: how each kind of work is got ready. What is missing is not done. */
export type Contestant = {
  readonly [K in TaskKind]?: (task: TaskOf<K>) => Promise<Job>;
};
