import { dense as layer } from '../../core/layers/dense.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { Random } from '../../digits/random.ts';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { type Board, type Chip, type Model, roomAround, subscript, tenths } from './board.ts';

/** Between an input and an output, with its weight. */
export interface Wire {
  readonly input: number;
  readonly output: number;
  readonly weight: number;
}

export interface DenseBoard extends Board {
  readonly kind: 'dense';
  readonly x: readonly number[];
  readonly delta: readonly number[];
  readonly wires: readonly Wire[];
}

interface Product extends Pick<Chip, 'value' | 'text'> {
  readonly wire: Wire;
  /** A product of the backward pass, or one that never comes about in it. */
  readonly sort: 'real' | 'crossed' | 'forward';
  readonly reason: string;
}

/** `+0.5 × −0.6` */
const written = (weight: number, factor: number) =>
  `${formatSigned(weight)} × ${formatSigned(factor)}`;

const near = (a: number, b: number) => Math.abs(a - b) <= roomAround(b);

export const dense: Model<DenseBoard> = {
  written: {
    input: [2, -1, 3],
    upstream: [0.4, -0.6],
    weights: [1.5, -0.5, 1, -1, 2, 0.5],
  },
  fits: ({ input, upstream, weights }) =>
    input.length >= 2 &&
    input.length <= 4 &&
    upstream.length >= 2 &&
    upstream.length <= 3 &&
    weights.length === input.length * upstream.length,
  sample(random) {
    const sizes = [0.5, 1, 1.5, 2, 2.5, 3];
    const order = [...random.permutation(sizes.length)];
    return {
      input: Array.from({ length: 3 }, () => (random.chance(0.5) ? 1 : -1) * (1 + random.below(5))),
      upstream: [2 * tenths(random, 0.4), tenths(random, 0.9)].map((d) => Number(d.toFixed(1))),
      weights: order.map((i) => (random.chance(0.5) ? sizes[i] : -sizes[i])),
    };
  },
  board({ input: x, upstream: delta, weights }) {
    const alone = new LoneLayer(layer);
    const row = hostTensor([1, x.length], x);
    const params = {
      weights: hostTensor([delta.length, x.length], weights),
      bias: hostTensor(
        [delta.length],
        delta.map(() => 0),
      ),
    };
    const back = (values: readonly number[]) =>
      Array.from(
        alone.pullBack([row], hostTensor([1, delta.length], values), params).inputs[0]?.data ?? [],
      );
    // One output's δ sent back alone: what comes along each of its wires.
    const wires = delta.flatMap((_, output) =>
      back(delta.map((_, o) => (o === output ? 1 : 0))).map(
        (weight, input): Wire => ({ input, output, weight }),
      ),
    );
    const gradient = back(delta);
    const chips = [...wires.map((wire) => real(wire, delta)), ...decoys(wires, x, delta)];
    // A fixed shuffle, so that the tray does not tell which wire a product belongs to.
    const products = [...new Random(chips.length).permutation(chips.length)].map((i) => chips[i]);
    const endOf = ({ wire, sort }: Product) => (sort === 'real' ? wire.input : undefined);
    const reasonEntry = (i: number) => {
      const terms = wires.filter(({ input }) => input === i);
      const sum = terms.map(({ weight, output }) => `(${written(weight, delta[output])})`);
      return `At ${subscript('x', i)} arrive ${sum.join(' + ')} = ${formatSigned(gradient[i])}.`;
    };
    return {
      kind: 'dense',
      task: `Carry to each input the products that come back along its wires, and type their sum. To carry one, drag it, or click it and then the input. ${products.length - wires.length} of them belong nowhere.`,
      x,
      delta,
      wires,
      chips: products.map(({ wire, sort, text, value }) => ({
        id: `${sort} ${wire.input} ${wire.output}`,
        name: `${text} = ${formatSigned(value)}`,
        text,
        short: formatSigned(value),
        value,
        likeness: text,
        allowed: x.map((_, i) => i),
      })),
      places: x.map((value, i) => ({
        name: `${subscript('x', i)}, which is ${formatNumber(value)}`,
        row: i,
        column: 0,
        input: i,
      })),
      entries: x.map((_, i) => ({ name: `sum at ${subscript('x', i)}`, min: -99, max: 99 })),
      truth: { placed: products.map(endOf), given: gradient },
      gradient,
      reason: (chip) => products[chip].reason,
      fault(chip, place) {
        const { wire, sort, text, reason } = products[chip];
        if (sort !== 'real') return { state: 'wrong', because: reason };
        const stray =
          place === undefined
            ? `${text} was left over. `
            : `The wire with ${formatSigned(wire.weight)} on it does not end at ${subscript('x', place)}. `;
        return { state: 'wrong', because: stray + reason };
      },
      reasonEntry,
      faultEntry(i, given) {
        const forward = x[i] * wires.filter((w) => w.input === i).reduce((t, w) => t + w.weight, 0);
        if (given !== undefined && near(given, forward)) {
          return `That is ${subscript('x', i)} times its weights, a piece of the forward pass. ${reasonEntry(i)}`;
        }
        return reasonEntry(i);
      },
    };
  },
};

function real(wire: Wire, delta: readonly number[]): Product {
  const text = written(wire.weight, delta[wire.output]);
  return {
    wire,
    sort: 'real',
    text,
    value: wire.weight * delta[wire.output],
    reason: `The wire with ${formatSigned(wire.weight)} on it runs from ${subscript('x', wire.input)} to ${subscript('y', wire.output)} and brings ${subscript('δ', wire.output)} back: ${text} arrives at ${subscript('x', wire.input)}.`,
  };
}

/** One product with the other output's δ, one of the forward pass; none that looks like a real one. */
function decoys(wires: readonly Wire[], x: readonly number[], delta: readonly number[]): Product[] {
  const taken = new Set(wires.map((wire) => written(wire.weight, delta[wire.output])));
  const fresh = ({ text }: Product) => !taken.has(text);
  const crossed = wires.map((wire): Product => {
    const other = (wire.output + 1) % delta.length;
    const text = written(wire.weight, delta[other]);
    return {
      wire,
      sort: 'crossed',
      text,
      value: wire.weight * delta[other],
      reason: `${text} belongs nowhere: the wire with ${formatSigned(wire.weight)} on it comes from ${subscript('y', wire.output)}, so only ${subscript('δ', wire.output)} travels along it, never ${subscript('δ', other)}.`,
    };
  });
  const forward = wires.map((wire): Product => {
    const text = written(wire.weight, x[wire.input]);
    return {
      wire,
      sort: 'forward',
      text,
      value: wire.weight * x[wire.input],
      reason: `${text} belongs nowhere: it is the weight times the input, a product of the forward pass. What comes back is the weight times δ.`,
    };
  });
  const first = crossed.find(fresh);
  const last = forward.findLast((product) => fresh(product) && product.text !== first?.text);
  return [first, last].filter((product) => product !== undefined);
}
