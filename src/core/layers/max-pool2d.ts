import { constant, equal, maximum, product, quotient, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { positionOf } from '../../trace/tensor.ts';
import { poolGeometry } from '../geometry.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import {
  type PoolAttributes,
  pooledCells,
  readPool,
  samplePool,
  type TieRule,
  tieRules,
  windowsOver,
} from '../pooling.ts';

interface MaxPoolAttributes extends PoolAttributes {
  readonly ties: TieRule;
}

/**
 * The largest cell of each window of x [N, H, W, C] → y [N, oH, oW, C]. The winner takes the whole
 * gradient; where windows overlap, gradients add up. Of several winners the first in row-major
 * order takes it, or by the attribute `ties` the last, or each an equal share (`split`). `winners`
 * (saved) holds y·W + x of each winner in the plane of its image and channel (of several to split
 * between, the first), `counts` how many there are.
 */
export const maxPool2d = defineLayer<MaxPoolAttributes>({
  params: [],
  formula: ({ ties }) => ({
    forward: 'y_{i,j} = \\max_{u,v}\\; x_{s i+u,\\, s j+v}',
    backward:
      ties === 'split'
        ? '\\frac{\\partial L}{\\partial x_{p}} = \\sum_{(i,j)\\,:\\,x_p\\,=\\,y_{i,j}} \\frac{\\delta_{i,j}}{\\#\\operatorname{winners}(i,j)}'
        : '\\frac{\\partial L}{\\partial x_{p}} = \\sum_{(i,j)\\,:\\,\\operatorname{winner}(i,j)\\,=\\,p} \\delta_{i,j}',
    source: 'Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3',
  }),
  attributes: (reader) => ({
    ...readPool(reader),
    ties: reader.choice('ties', tieRules, 'first'),
  }),
  shapes(attrs, inputs) {
    expectInputs(inputs, 1);
    const g = poolGeometry(inputs[0], attrs);
    return [[g.batch, g.outHeight, g.outWidth, g.channels]];
  },
  forward(ops, attrs, _, [x]) {
    const g = poolGeometry(ops.shapeOf(x), attrs);
    const { values, winners } = ops.maxPool(x, g, attrs.ties === 'last' ? 'last' : 'first');
    const saved: Record<string, typeof x> = { x, winners };
    if (attrs.ties === 'split') {
      saved.values = values;
      saved.counts = ops.maxPoolWinnerCounts(x, values, g);
    }
    return { outputs: [values], saved };
  },
  vjp(ops, attrs, _, { x, winners, values, counts }, [upstream], wanted) {
    if (!wanted.inputs) return { inputs: [undefined], params: {} };
    const g = poolGeometry(ops.shapeOf(x), attrs);
    const gradient =
      attrs.ties === 'split'
        ? ops.maxPoolSharesGradient(ops.binary('divide', upstream, counts), x, values, g)
        : ops.maxPoolGradient(upstream, winners, g);
    return { inputs: [gradient], params: {} };
  },
  sides: (_, __, ___, { winners }) => [winners],
  sample(sampler) {
    const pool = samplePool(sampler);
    return { ...pool, attrs: { ...pool.attrs, ties: sampler.choice(tieRules) } };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput: (attrs, from, _slot, index) =>
    maximum(pooledCells(attrs, from, index).map((cell) => from.input(0, cell))),
  explainInputGradient(attrs, from, _slot, index) {
    const [, y, x] = positionOf(from.inputs[0], index);
    const place = constant(y * from.inputs[0][2] + x, 'this cell');
    return sum(
      windowsOver(attrs, from, index).map((out) =>
        attrs.ties === 'split'
          ? product(
              equal(from.input(0, index), from.output(0, out)),
              quotient(from.upstream(0, out), from.saved('counts', out)),
            )
          : product(equal(from.saved('winners', out), place), from.upstream(0, out)),
      ),
    );
  },
  explainParamGradient: () => sum([]),
});
