import {
  crossEntropyOf,
  probabilitiesOf,
  streamsOf,
  upstreamOfLabel,
  vjpOf,
} from '../softmax-jacobian/softmax-row.ts';

/** What an upstream gradient sends through the softmax, stream by stream. */
export interface StreamRun {
  readonly label: number;
  readonly s: readonly number[];
  /** ∂L/∂s, with every stream on. */
  readonly upstream: readonly number[];
  readonly on: readonly boolean[];
  /** What entry j sends to logit i, at [j][i]; zeros where it is off. */
  readonly streams: readonly (readonly number[])[];
  /** ∂L/∂z of the streams that are on. */
  readonly gradient: readonly number[];
}

export interface StreamSettings {
  readonly label: number;
  /** Bit j is set: stream j is off. */
  readonly off: number;
  /** What the reader typed; undefined is: the upstream gradient of cross-entropy. */
  readonly own?: readonly number[];
}

export function runStreams(
  logits: readonly number[],
  { label, off, own }: StreamSettings,
): StreamRun {
  const upstream = own ?? upstreamOfLabel(logits, label);
  const on = upstream.map((_, j) => ((off >> j) & 1) === 0);
  const sent = upstream.map((value, j) => (on[j] ? value : 0));
  return {
    label,
    s: probabilitiesOf(logits),
    upstream,
    on,
    streams: streamsOf(logits, sent),
    gradient: vjpOf(logits, sent),
  };
}

/** One logit's share of the collapse: −1/s_y · s_y (δ − s_j), and s_j − δ. */
export interface CollapseTerm {
  /** 1 at the label, else 0. */
  readonly delta: 0 | 1;
  readonly s: number;
  /** By the core's cross-entropy from logits. */
  readonly result: number;
}

export interface Collapse {
  readonly label: number;
  /** −1/s_y: −∞ once s_y has underflowed. */
  readonly upstream: number;
  readonly loss: number;
  readonly terms: readonly CollapseTerm[];
}

export function runCollapse(logits: readonly number[], label: number): Collapse {
  const s = probabilitiesOf(logits);
  const { loss, gradient } = crossEntropyOf(logits, label);
  return {
    label,
    upstream: upstreamOfLabel(logits, label)[label],
    loss,
    terms: s.map((p, j) => ({ delta: j === label ? 1 : 0, s: p, result: gradient[j] })),
  };
}

/** The bits of the streams that are off when only the label's is on, or all but the label's. */
export const offBits = {
  all: () => 0,
  label: (classes: number, label: number) => (2 ** classes - 1) & ~(1 << label),
  wrong: (_: number, label: number) => 1 << label,
} as const;
