import {
  constant,
  type Expression,
  equal,
  product,
  quotient,
  sum,
} from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { type Shape, sameShape, shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs, type Named } from '../layer.ts';
import type { Ops } from '../ops.ts';
import { explainPowers, softmaxGradient, stableSoftmax } from '../stable.ts';
import { SwitchCells } from '../switch-cells.ts';

interface SwitchFfnAttributes {
  readonly experts: number;
}

/** The parameters of expert e, in order. */
const expertParams = (e: number) => [`W1_${e}`, `b1_${e}`, `W2_${e}`, `b2_${e}`] as const;

/**
 * Tokens x [T, D] → y [T, D] and the auxiliary loss [] that keeps the experts evenly busy. A router
 * (`W_router` [E, D]) gives each token to its most probable expert e alone:
 * y = p_e · (relu(x W1_eᵀ + b1_e) W2_eᵀ + b2_e), with `W1_e` [H, D], `W2_e` [D, H]; no limit on how
 * many an expert takes. A choice has no slope: the router learns through p_e, and through the mean
 * probabilities of the auxiliary loss, in which the fractions are constants. Saved:
 * `probabilities` and `mask` [T, E], `expert` [T], `fraction` [E], and of each expert `hidden_e`
 * [T, H] and `answer_e` [T, D].
 */
export const switchFfn = defineLayer<SwitchFfnAttributes>({
  params: ({ experts }) => [
    'W_router',
    ...Array.from({ length: experts }, (_, e) => expertParams(e)).flat(),
  ],
  formula: {
    forward:
      'y = p_e \\operatorname{FFN}_e(x), \\quad e = \\operatorname{argmax} p, \\quad p = \\operatorname{softmax}(W_r x), \\qquad L_{\\text{aux}} = E \\sum_e f_e\\,\\overline{p_e}',
    backward:
      '\\frac{\\partial L}{\\partial p_e} = [\\,e \\text{ chosen}\\,]\\; \\delta \\cdot \\operatorname{FFN}_e(x) + \\delta_{\\text{aux}}\\, \\frac{E f_e}{T}',
    source: 'Fedus, Zoph, Shazeer: Switch transformers (2021), section 2',
  },
  attributes: (reader) => ({ experts: reader.count('experts', 2) }),
  shapes({ experts }, inputs, params) {
    expectInputs(inputs, 1);
    const [x] = inputs;
    if (x.length !== 2) throw new RangeError(`expected tokens T × D, got ${shapeText(x)}`);
    expectShape(params, 'W_router', [experts, x[1]]);
    for (let e = 0; e < experts; e++) {
      const [w1, b1, w2, b2] = expertParams(e);
      const width = params[w1][0];
      expectShape(params, w1, [width, x[1]]);
      expectShape(params, b1, [width]);
      expectShape(params, w2, [x[1], width]);
      expectShape(params, b2, [x[1]]);
    }
    return [x, []];
  },
  forward(ops, { experts }, params, [x]) {
    const [tokens] = ops.shapeOf(x);
    const probabilities = stableSoftmax(ops, ops.matMul(x, params.W_router, { b: true }));
    const expert = ops.argMax(probabilities);
    const mask = ops.oneHot(expert, experts);
    const fraction = ops.scale(ops.reduce('sum', mask, 'leading'), 1 / tokens);
    const shares = ops.binary('multiply', mask, probabilities);
    const saved: Record<string, typeof x> = { x, probabilities, mask, expert, fraction };
    const answers = Array.from({ length: experts }, (_, e) => {
      const [w1, b1, w2, b2] = expertParams(e).map((role) => params[role]);
      const hidden = ops.unary('relu', affine(ops, x, w1, b1));
      const answer = affine(ops, hidden, w2, b2);
      saved[`hidden_${e}`] = hidden;
      saved[`answer_${e}`] = answer;
      return ops.binary('multiply', ops.slice(shares, e, 1), answer);
    });
    const means = ops.binary('multiply', probabilities, fraction);
    return {
      outputs: [
        answers.reduce((total, answer) => ops.binary('add', total, answer)),
        ops.scale(ops.reduce('sum', means, 'all'), experts / tokens),
      ],
      saved,
    };
  },
  vjp(ops, { experts }, params, saved, [upstream, toAux]) {
    const { x, probabilities, mask, fraction } = saved;
    const [tokens] = ops.shapeOf(x);
    const shares = ops.binary('multiply', mask, probabilities);
    const learned: Record<string, typeof x> = {};
    const toInput: (typeof x)[] = [];
    const toShares: (typeof x)[] = [];
    for (let e = 0; e < experts; e++) {
      const [w1, b1, w2, b2] = expertParams(e);
      const hidden = saved[`hidden_${e}`];
      const along = ops.binary('multiply', upstream, saved[`answer_${e}`]);
      toShares.push(ops.place(ops.reduce('sum', along, 'last'), e, experts));
      const toAnswer = ops.binary('multiply', upstream, ops.slice(shares, e, 1));
      const toHidden = ops.matMul(toAnswer, params[w2], {});
      const bent = ops.binary('multiply', toHidden, ops.unary('step', hidden));
      learned[w1] = ops.matMul(bent, x, { a: true });
      learned[b1] = ops.reduce('sum', bent, 'leading');
      learned[w2] = ops.matMul(toAnswer, hidden, { a: true });
      learned[b2] = ops.reduce('sum', toAnswer, 'leading');
      toInput.push(ops.matMul(bent, params[w1], {}));
    }
    const throughChoice = ops.binary('multiply', mask, total(ops, toShares));
    const throughMeans = ops.scale(ops.binary('multiply', fraction, toAux), experts / tokens);
    const toProbabilities = ops.binary('add', throughChoice, throughMeans);
    const toLogits = softmaxGradient(ops, probabilities, toProbabilities);
    learned.W_router = ops.matMul(toLogits, x, { a: true });
    toInput.push(ops.matMul(toLogits, params.W_router, {}));
    return { inputs: [total(ops, toInput)], params: learned };
  },
  // The auxiliary loss counts over all tokens.
  mixesSamples: () => true,
  sides: (ops, { experts }, _, saved) => [
    saved.mask,
    ...Array.from({ length: experts }, (_item, e) => ops.unary('step', saved[`hidden_${e}`])),
  ],
  sample({ whole }) {
    const [experts, size] = [whole(2, 3), whole(1, 4)];
    const params: Record<string, Shape> = { W_router: [experts, size] };
    for (let e = 0; e < experts; e++) {
      const [w1, b1, w2, b2] = expertParams(e);
      const width = whole(1, 4);
      Object.assign(params, {
        [w1]: [width, size],
        [b1]: [width],
        [w2]: [size, width],
        [b2]: [size],
      });
    }
    return { inputs: [{ shape: [size] }], attrs: { experts }, params, outputs: 2 };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(_, from, slot, index) {
    const cells = new SwitchCells(from);
    if (slot === 0) {
      const [t, i] = split(index, cells.width);
      const e = cells.chosen(t);
      return product(cells.probability(t, e), cells.answer(e, t, i));
    }
    const terms = cells.experts.map((e) => {
      const all = sum(cells.tokens.map((t) => cells.probability(t, e)));
      return product(from.saved('fraction', e), constant(1 / cells.tokens.length, '1/T'), all);
    });
    return product(constant(cells.experts.length, 'E'), sum(terms));
  },
  explainInputGradient(_, from, _slot, index) {
    const cells = new SwitchCells(from);
    const [t, i] = split(index, cells.width);
    const e = cells.chosen(t);
    const throughExpert = Array.from({ length: cells.units(e) }, (_, unit) =>
      product(from.param(`W1_${e}`, unit * cells.width + i), cells.unitSlope(e, t, unit)),
    );
    const throughRouter = cells.experts.map((k) =>
      product(from.param('W_router', k * cells.width + i), cells.logitSlope(t, k)),
    );
    return sum([...throughExpert, ...throughRouter]);
  },
  explainParamGradient(_, from, role, index) {
    const cells = new SwitchCells(from);
    const over = (tokens: readonly number[], term: (t: number) => Expression) =>
      sum(tokens.map(term));
    if (role === 'W_router') {
      const [k, i] = split(index, cells.width);
      return over(cells.tokens, (t) => product(cells.logitSlope(t, k), cells.input(t, i)));
    }
    const e = Number(role.slice(3));
    const mine = cells.tokens.filter((t) => cells.chosen(t) === e);
    switch (role.slice(0, 2)) {
      case 'W1': {
        const [unit, i] = split(index, cells.width);
        return over(mine, (t) => product(cells.unitSlope(e, t, unit), cells.input(t, i)));
      }
      case 'b1':
        return over(mine, (t) => cells.unitSlope(e, t, index));
      case 'W2': {
        const [i, unit] = split(index, cells.units(e));
        return over(mine, (t) => product(cells.answerSlope(e, t, i), cells.hidden(e, t, unit)));
      }
      default:
        return over(mine, (t) => cells.answerSlope(e, t, index));
    }
  },
  explainSaved(_, from, name, index) {
    const cells = new SwitchCells(from);
    const experts = cells.experts.length;
    switch (name) {
      case 'fraction': {
        const ones = cells.tokens.map((t) => from.saved('mask', t * experts + index));
        return product(constant(1 / ones.length, '1/T'), sum(ones));
      }
      case 'mask': {
        const [t, e] = split(index, experts);
        return equal(from.saved('expert', t), constant(e, 'this expert'));
      }
      case 'probabilities': {
        const [t, e] = split(index, experts);
        const powers = explainPowers(cells.experts.map((k) => cells.explainLogit(t, k)));
        return quotient(powers[e], sum(powers));
      }
    }
    const [part, number] = name.split('_');
    const e = Number(number);
    if (part === 'hidden') return cells.explainHidden(e, ...split(index, cells.units(e)));
    if (part === 'answer') return cells.explainAnswer(e, ...split(index, cells.width));
    return undefined;
  },
});

/** Row and column of an index in rows of this length. */
const split = (index: number, length: number): [number, number] => [
  Math.floor(index / length),
  index % length,
];

/** x Wᵀ + b */
function affine<H>(ops: Ops<H>, x: H, weights: H, bias: H): H {
  return ops.binary('add', ops.matMul(x, weights, { b: true }), bias);
}

function total<H>(ops: Ops<H>, parts: readonly H[]): H {
  return parts.reduce((sum, part) => ops.binary('add', sum, part));
}

function expectShape(params: Named<Shape>, role: string, expected: Shape): void {
  if (sameShape(params[role], expected)) return;
  throw new RangeError(
    `expected ${role} of ${shapeText(expected)}, got ${shapeText(params[role])}`,
  );
}
