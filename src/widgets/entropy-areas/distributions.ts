import { nllProbability } from '../../core/layers/nll-probability.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { type HostTensor, hostTensor } from '../../trace/tensor.ts';
import type { Answer, Quantities } from '../definition.ts';
import type { Attributes } from './attributes.ts';

type Shares = readonly number[];

const layer = new LoneLayer(nllProbability, { reduction: 'none' });

/** −ln q_i for every class i [K], in nats: the core's loss with each class as the label in turn. */
export function surprisesOf(q: Shares): Shares {
  const count = q.length;
  const rows = hostTensor(
    [count, count],
    q.flatMap(() => q),
  );
  const labels: HostTensor = {
    shape: [count],
    dtype: 'int32',
    data: Int32Array.from(q, (_, i) => i),
  };
  return [...layer.forward([rows, labels]).data];
}

/** Σ p_i · surprise_i: what never happens does not count, however surprising it would be. */
const average = (p: Shares, surprises: Shares): number =>
  p.reduce((sum, share, i) => (share === 0 ? sum : sum + share * surprises[i]), 0);

/** H(p, q) = −Σ p ln q, nats: the mean surprise of who believes q in a world that follows p. */
export const crossEntropy = (p: Shares, q: Shares): number => average(p, surprisesOf(q));

/** H(p) = −Σ p ln p, nats: the mean surprise of who knows. */
export const entropy = (p: Shares): number => crossEntropy(p, p);

/** KL(p‖q) = Σ p (ln p − ln q), nats: what not knowing costs. */
export function divergence(p: Shares, q: Shares): number {
  const [own, other] = [surprisesOf(p), surprisesOf(q)];
  return average(
    p,
    own.map((surprise, i) => other[i] - surprise),
  );
}

/** Π q_i^(n p_i): the probability that a model gives to n labels which come up as p says. */
export function likelihood(p: Shares, q: Shares, count: number): number {
  return p.reduce((product, share, i) => product * q[i] ** (count * share), 1);
}

/**
 * A distribution with one share changed: the others keep their proportions and fill up what is
 * left. Where they are all 0, they share it evenly.
 */
export function withShare(shares: Shares, index: number, value: number): Shares {
  const share = Math.min(1, Math.max(0, value));
  const others = shares.reduce((sum, s, i) => (i === index ? sum : sum + s), 0);
  return shares.map((s, i) => {
    if (i === index) return share;
    return others > 0 ? (s / others) * (1 - share) : (1 - share) / (shares.length - 1);
  });
}

const normalised = (text: string): Shares => {
  const numbers = text.split(' ').map(Number);
  const sum = numbers.reduce((a, b) => a + b, 0);
  return numbers.map((n) => n / sum);
};

/** The page's quantities that hold the two distributions. */
export const namesOf = ({ experiment, p, q }: Attributes) => ({
  p: p ?? `${experiment}/p`,
  q: q ?? `${experiment}/q`,
});

export interface Pair {
  readonly p: Shares;
  readonly q: Shares;
  /** Names of quantities whose numbers are no distribution: they stay as written. */
  readonly misfits: readonly string[];
}

/** The two distributions as the page has them. */
export function pairOf(attributes: Attributes, quantities: Quantities): Pair {
  const names = namesOf(attributes);
  const misfits: string[] = [];
  const written = { p: normalised(attributes.start), q: normalised(attributes.model) };
  const count = quantities[names.p]?.values.length ?? written.p.length;
  const read = (which: 'p' | 'q'): Shares => {
    const values = quantities[names[which]]?.values;
    if (values === undefined) return written[which];
    const sum = values.reduce((a, b) => a + b, 0);
    const fits =
      values.length === count &&
      count >= 2 &&
      count <= 6 &&
      values.every((share) => share >= 0 && share <= 1) &&
      Math.abs(sum - 1) < 1e-6;
    if (fits) return values;
    misfits.push(names[which]);
    return written[which];
  };
  const [p, q] = [read('p'), read('q')];
  if (p.length === q.length) return { p, q, misfits };
  return { ...written, misfits: [...misfits, names.p] };
}

/** How many labels the likelihood is of. */
export const labelCount = 20;

/** Answers for the page's questions; the heads are in `attributes.ts`. */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities) => {
    const { p, q } = pairOf(attributes, quantities);
    const [head, index] = cell.split('.');
    switch (head) {
      case 'entropy':
        return entropy(p);
      case 'divergence':
        return divergence(p, q);
      case 'cross':
        return crossEntropy(p, q);
      case 'reverse':
        return divergence(q, p);
      case 'likelihood':
        return likelihood(p, q, labelCount);
      case 'p':
        return p[Number(index)];
      case 'q':
        return q[Number(index)];
      default:
        return undefined;
    }
  };
}
