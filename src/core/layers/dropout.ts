import { constant, product, sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
import { sameShape, shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { twoAlike } from '../sample.ts';

interface DropoutAttributes {
  /** The share that is dropped, 0 ≤ p < 1. */
  readonly p: number;
}

/**
 * x and a mask of its shape (1 = kept, 0 = dropped) → y = x · mask / (1 − p), so that the mean stays
 * what it was. The mask is an input of the graph, of whole numbers below 2: chance stands outside
 * of the network, a trace can be run again, and a mask has no gradient.
 */
export const dropout = defineLayer<DropoutAttributes>({
  params: [],
  formula: {
    forward: 'y = \\frac{m}{1 - p}\\; x',
    backward: '\\frac{\\partial L}{\\partial x} = \\frac{m}{1 - p}\\; \\delta',
    source: 'Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout (2014)',
  },
  attributes: (reader) => ({ p: reader.number('p', 0.5, 0, 1 - Number.EPSILON) }),
  shapes(_, inputs) {
    expectInputs(inputs, 2);
    const [x, mask] = inputs;
    if (!sameShape(x, mask)) {
      throw new RangeError(`expected a mask of ${shapeText(x)}, got ${shapeText(mask)}`);
    }
    return [x];
  },
  forward(ops, { p }, _, [x, mask]) {
    const factor = ops.scale(mask, 1 / (1 - p));
    return { outputs: [ops.binary('multiply', x, factor)], saved: { factor } };
  },
  vjp: (ops, _, __, { factor }, [upstream], wanted) => ({
    inputs: [wanted.inputs ? ops.binary('multiply', upstream, factor) : undefined, undefined],
    params: {},
  }),
  sample: (sampler) => ({ inputs: twoAlike(sampler, 'bit'), attrs: { p: 0.25 } }),
  moments: (_, { outputs }) => allAtOnce(outputs[0]),
  explainOutput: (_, from, _slot, index) =>
    product(from.input(0, index), from.saved('factor', index)),
  explainInputGradient: (_, from, slot, index) =>
    slot === 1 ? sum([]) : product(from.saved('factor', index), from.upstream(0, index)),
  explainParamGradient: () => sum([]),
  explainSaved: ({ p }, from, _name, index) =>
    product(from.input(1, index), constant(1 / (1 - p), '1/(1 − p)')),
});
