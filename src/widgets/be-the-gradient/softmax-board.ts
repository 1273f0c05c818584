import { softmax as layer } from '../../core/layers/softmax.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { type Board, type Model, roomAround, subscript } from './board.ts';

export interface SoftmaxBoard extends Board {
  readonly kind: 'softmax';
  readonly z: readonly number[];
  /** The probabilities. */
  readonly s: readonly number[];
  /** What comes from above: the slope of the loss by each probability. */
  readonly v: readonly number[];
}

const near = (a: number, b: number) => Math.abs(a - b) <= roomAround(b);

/** Logits whose probabilities come out in tenths. */
const logitsOf = (parts: readonly number[]): readonly number[] => parts.map((p) => Math.log(p));

export const softmax: Model<SoftmaxBoard> = {
  written: { input: logitsOf([5, 2, 2, 1]), upstream: [1, -2, 3, 0], weights: [] },
  fits: ({ input, upstream }) =>
    input.length >= 2 && input.length <= 6 && upstream.length === input.length,
  sample(random) {
    const parts = [1, 1, 1, 1];
    for (let i = 0; i < 6; i++) parts[random.below(4)] += 1;
    const upstream = Array.from({ length: 4 }, () => random.below(7) - 3);
    // Where all are alike nothing flows back at all.
    if (upstream.every((v) => v === upstream[0])) upstream[0] += 2;
    return { input: logitsOf(parts), upstream, weights: [] };
  },
  board({ input: z, upstream: v }) {
    const alone = new LoneLayer(layer);
    const row = hostTensor([1, z.length], z);
    const s = Array.from(alone.forward([row]).data);
    const back = alone.pullBack([row], hostTensor([1, z.length], v));
    const gradient = Array.from(back.inputs[0]?.data ?? []);
    const mean = s.reduce((total, share, i) => total + share * v[i], 0);
    const truth = [mean, ...gradient];
    const at = (i: number) =>
      `${formatNumber(s[i])} · (${formatNumber(v[i])} − ${bracketed(mean)})`;
    const reasonEntry = (entry: number) => {
      if (entry === 0) {
        const terms = s.map((share, i) => `${formatNumber(share)} · ${bracketed(v[i])}`);
        return `⟨s, v⟩ is the mean of v, weighted by the probabilities: ${terms.join(' + ')} = ${formatSigned(mean)}.`;
      }
      const i = entry - 1;
      return `${subscript('z', i)} gets s(v − ⟨s, v⟩) = ${at(i)} = ${formatSigned(gradient[i])}.`;
    };
    return {
      kind: 'softmax',
      task: 'v says how the loss would change with each probability. Type the weighted mean first, then the gradient of each logit, to two decimals. The sliders set the same numbers.',
      z,
      s,
      v,
      chips: [],
      places: [],
      entries: truth.map((_, entry) => ({
        name: entry === 0 ? 'mean ⟨s, v⟩' : `gradient of ${subscript('z', entry - 1)}`,
        ...span(v),
      })),
      truth: { placed: [], given: truth },
      gradient,
      reason: () => '',
      fault: () => ({ state: 'wrong', because: '' }),
      reasonEntry,
      faultEntry(entry, given) {
        const i = entry - 1;
        const said = reasonEntry(entry);
        if (given === undefined) return said;
        if (entry === 0) {
          const plain = v.reduce((total, value) => total + value, 0) / v.length;
          return near(given, plain) ? `That is the plain mean. ${said}` : said;
        }
        if (near(given, s[i] * v[i])) {
          return `That is s · v alone: a larger ${subscript('z', i)} also takes from the others, so the mean comes off. ${said}`;
        }
        if (near(given, v[i] - mean)) {
          return `That is v − ⟨s, v⟩: it still has to be weighted by the probability. ${said}`;
        }
        if (near(given, s[i] * (1 - s[i]) * v[i])) {
          return `That is the diagonal alone, s(1 − s)v: every probability hangs on ${subscript('z', i)}, not just its own. ${said}`;
        }
        return said;
      },
    };
  },
};

const bracketed = (value: number): string =>
  value < 0 ? `(${formatNumber(value)})` : formatNumber(value);

/** Neither the mean nor a gradient lies beyond what v spans. */
function span(v: readonly number[]): { min: number; max: number } {
  const reach = Math.max(1, Math.ceil(Math.max(...v) - Math.min(...v)), ...v.map(Math.abs));
  return { min: -Math.ceil(reach), max: Math.ceil(reach) };
}
