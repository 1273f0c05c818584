import {
  constant,
  difference,
  type Expression,
  product,
  quotient,
  sum,
} from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { positionOf, shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs, type Provenance } from '../layer.ts';
import type { Ops } from '../ops.ts';
import { explainPowers, softmaxGradient, stableSoftmax } from '../stable.ts';

interface AttentionAttributes {
  /** Whether query i sees keys 0 … i only. */
  readonly causal: boolean;
}

/** Far below any score, and finite: −∞ − (−∞) would be NaN. exp of it is 0 on every engine. */
const hidden = -1e30;

/**
 * Queries [N, n, d], keys [N, m, d], values [N, m, v] → y = softmax(Q Kᵀ/√d) V [N, n, v]. Saved:
 * `scores` [N, n, m], before the mask, and `weights` [N, n, m], 0 where a key is not seen.
 */
export const attention = defineLayer<AttentionAttributes>({
  params: [],
  formula: {
    forward: 'Y = A V, \\qquad A = \\operatorname{softmax}\\Big(\\frac{Q K^\\top}{\\sqrt d}\\Big)',
    backward:
      '\\frac{\\partial L}{\\partial V} = A^\\top \\delta, \\qquad S_{ij} = A_{ij} \\Big( (\\delta V^\\top)_{ij} - \\sum_k A_{ik} (\\delta V^\\top)_{ik} \\Big), \\qquad \\frac{\\partial L}{\\partial Q} = \\frac{S K}{\\sqrt d}, \\quad \\frac{\\partial L}{\\partial K} = \\frac{S^\\top Q}{\\sqrt d}',
    source:
      'Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser, Polosukhin: Attention is all you need (2017), section 3.2.1',
  },
  attributes: (reader) => ({ causal: reader.flag('causal', false) }),
  shapes(_, inputs) {
    expectInputs(inputs, 3);
    const [q, k, v] = inputs;
    const fits = q.length === 3 && k.length === 3 && v.length === 3;
    if (!fits || q[2] !== k[2] || k[1] !== v[1] || q[0] !== k[0] || k[0] !== v[0]) {
      throw new RangeError(
        `expected queries N × n × d, keys N × m × d and values N × m × v, got ${[q, k, v].map(shapeText).join(', ')}`,
      );
    }
    return [[q[0], q[1], v[2]]];
  },
  forward(ops, { causal }, _, [q, k, v]) {
    const [, , d] = ops.shapeOf(q);
    const scores = ops.scale(ops.matMul(q, k, { b: true }), 1 / Math.sqrt(d));
    const weights = stableSoftmax(ops, causal ? masked(ops, scores) : scores);
    return { outputs: [ops.matMul(weights, v, {})], saved: { q, k, v, scores, weights } };
  },
  vjp(ops, _, __, { q, k, v, weights }, [upstream]) {
    const [, , d] = ops.shapeOf(q);
    const toWeights = ops.matMul(upstream, v, { b: true });
    const toScores = softmaxGradient(ops, weights, toWeights);
    const scaled = ops.scale(toScores, 1 / Math.sqrt(d));
    return {
      inputs: [
        ops.matMul(scaled, k, {}),
        ops.matMul(scaled, q, { a: true }),
        ops.matMul(weights, upstream, { a: true }),
      ],
      params: {},
    };
  },
  sample({ whole, choice }) {
    const [n, d, v] = [whole(1, 4), whole(1, 4), whole(1, 4)];
    const causal = choice([true, false]);
    const m = causal ? n : whole(1, 5);
    return {
      inputs: [{ shape: [n, d] }, { shape: [m, d] }, { shape: [m, v] }],
      attrs: { causal },
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(attrs, from, _slot, index) {
    const view = viewOf(attrs, from);
    const [n, i, e] = positionOf(from.outputs[0], index);
    return sum(view.keys(i).map((j) => product(view.weight(n, i, j), view.value(n, j, e))));
  },
  explainInputGradient(attrs, from, slot, index) {
    const view = viewOf(attrs, from);
    const [n, row, e] = positionOf(from.inputs[slot], index);
    switch (slot) {
      case 0: {
        const slopes = view.slopes(n, row);
        const terms = view.keys(row).map((j) => product(slopes[j], view.key(n, j, e)));
        return product(view.scale, sum(terms));
      }
      case 1: {
        const seen = view.queries(row);
        const terms = seen.map((i) => product(view.slopes(n, i)[row], view.query(n, i, e)));
        return product(view.scale, sum(terms));
      }
      default: {
        const seen = view.queries(row);
        return sum(seen.map((i) => product(view.weight(n, i, row), view.upstream(n, i, e))));
      }
    }
  },
  explainParamGradient: () => sum([]),
  explainSaved(attrs, from, name, index) {
    const view = viewOf(attrs, from);
    const [n, i, j] = positionOf(view.scores, index);
    if (name === 'scores') {
      const terms = range(view.width).map((e) => product(view.query(n, i, e), view.key(n, j, e)));
      return product(view.scale, sum(terms));
    }
    if (name !== 'weights') return undefined;
    const keys = view.keys(i);
    if (!keys.includes(j)) return constant(0, 'not seen');
    const powers = explainPowers(keys.map((key) => view.score(n, i, key)));
    return quotient(powers[keys.indexOf(j)], sum(powers));
  },
});

/** Scores of keys that come after the query, put far below all others. */
function masked<H>(ops: Ops<H>, scores: H): H {
  const [, n, m] = ops.shapeOf(scores);
  const seen = Float64Array.from({ length: n * m }, (_, at) =>
    at % m <= Math.floor(at / m) ? 1 : 0,
  );
  const upload = (data: Float64Array) => ops.upload({ shape: [n, m], dtype: 'float64', data });
  const kept = ops.binary('multiply', scores, upload(seen));
  return ops.binary('add', kept, upload(seen.map((one) => (one === 1 ? 0 : hidden))));
}

/** Cells by sample, query, key and feature, and which of them see each other. */
function viewOf({ causal }: AttentionAttributes, from: Provenance) {
  const [[batch, queryCount, width], [, keyCount]] = from.inputs;
  const valueWidth = from.outputs[0][2];
  const score = (n: number, i: number, j: number) => (n * queryCount + i) * keyCount + j;
  const weight = (n: number, i: number, j: number) => from.saved('weights', score(n, i, j));
  const value = (n: number, j: number, e: number) =>
    from.input(2, (n * keyCount + j) * valueWidth + e);
  const upstream = (n: number, i: number, e: number) =>
    from.upstream(0, (n * queryCount + i) * valueWidth + e);
  const keys = (i: number) => range(keyCount).filter((j) => !causal || j <= i);
  return {
    width,
    scores: [batch, queryCount, keyCount],
    scale: constant(1 / Math.sqrt(width), '1/√d'),
    keys,
    queries: (j: number) => range(queryCount).filter((i) => !causal || j <= i),
    weight,
    value,
    upstream,
    score: (n: number, i: number, j: number) => from.saved('scores', score(n, i, j)),
    query: (n: number, i: number, e: number) => from.input(0, (n * queryCount + i) * width + e),
    key: (n: number, j: number, e: number) => from.input(1, (n * keyCount + j) * width + e),
    /** dL/dS of each key that query i sees: A (t − Σ A t) with t = δ Vᵀ. */
    slopes(n: number, i: number): Expression[] {
      const through = keys(i).map((j) =>
        sum(range(valueWidth).map((e) => product(upstream(n, i, e), value(n, j, e)))),
      );
      const mean = sum(keys(i).map((j) => product(weight(n, i, j), through[j])));
      return keys(i).map((j) => product(weight(n, i, j), difference(through[j], mean)));
    },
  };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
