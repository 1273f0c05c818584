import { constant, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { poolGeometry } from '../geometry.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { type PoolAttributes, pooledCells, readPool, samplePool, windowsOver } from '../pooling.ts';

/**
 * The mean of each window of x [N, H, W, C] → y [N, oH, oW, C]; a window that the edge cuts is
 * divided by the number of its cells inside. On the way back every cell gets an even share.
 */
export const avgPool2d = defineLayer<PoolAttributes>({
  params: [],
  formula: {
    forward: 'y_{i,j} = \\frac{1}{k^2} \\sum_{u,v} x_{s i+u,\\, s j+v}',
    backward:
      '\\frac{\\partial L}{\\partial x_p} = \\sum_{(i,j)\\,:\\,p \\in \\text{window}(i,j)} \\frac{\\delta_{i,j}}{k^2}',
    source: 'LeCun, Bottou, Bengio, Haffner: Gradient-based learning (1998), section 2.2',
  },
  attributes: readPool,
  shapes(attrs, inputs) {
    expectInputs(inputs, 1);
    const g = poolGeometry(inputs[0], attrs);
    return [[g.batch, g.outHeight, g.outWidth, g.channels]];
  },
  forward: (ops, attrs, _, [x]) => ({
    outputs: [ops.avgPool(x, poolGeometry(ops.shapeOf(x), attrs))],
    saved: { x },
  }),
  vjp: (ops, attrs, _, { x }, [upstream], wanted) => ({
    inputs: [
      wanted.inputs
        ? ops.avgPoolGradient(upstream, poolGeometry(ops.shapeOf(x), attrs))
        : undefined,
    ],
    params: {},
  }),
  sample: samplePool,
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(attrs, from, _slot, index) {
    const cells = pooledCells(attrs, from, index);
    return product(share(cells.length), sum(cells.map((cell) => from.input(0, cell))));
  },
  explainInputGradient: (attrs, from, _slot, index) =>
    sum(
      windowsOver(attrs, from, index).map((out) =>
        product(share(pooledCells(attrs, from, out).length), from.upstream(0, out)),
      ),
    ),
  explainParamGradient: () => sum([]),
});

/** What each of so many cells counts. */
const share = (cells: number) => constant(1 / cells, '1/cells');
