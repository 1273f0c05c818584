import { constant, equal, maximum, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { positionOf } from '../../trace/tensor.ts';
import { poolGeometry } from '../geometry.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { type PoolAttributes, pooledCells, readPool, samplePool, windowsOver } from '../pooling.ts';

/**
 * The largest cell of each window of x [N, H, W, C] → y [N, oH, oW, C]. The first winner in
 * row-major order takes the whole gradient; where windows overlap, gradients add up. `winners`
 * (saved) holds y·W + x of each winner in the plane of its image and channel.
 */
export const maxPool2d = defineLayer<PoolAttributes>({
  params: [],
  formula: {
    forward: 'y_{i,j} = \\max_{u,v}\\; x_{s i+u,\\, s j+v}',
    backward:
      '\\frac{\\partial L}{\\partial x_{p}} = \\sum_{(i,j)\\,:\\,\\operatorname{winner}(i,j)\\,=\\,p} \\delta_{i,j}',
    source: 'Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3',
  },
  attributes: readPool,
  shapes(attrs, inputs) {
    expectInputs(inputs, 1);
    const g = poolGeometry(inputs[0], attrs);
    return [[g.batch, g.outHeight, g.outWidth, g.channels]];
  },
  forward(ops, attrs, _, [x]) {
    const { values, winners } = ops.maxPool(x, poolGeometry(ops.shapeOf(x), attrs));
    return { outputs: [values], saved: { x, winners } };
  },
  vjp(ops, attrs, _, { x, winners }, [upstream], wanted) {
    const g = poolGeometry(ops.shapeOf(x), attrs);
    return {
      inputs: [wanted.inputs ? ops.maxPoolGradient(upstream, winners, g) : undefined],
      params: {},
    };
  },
  sides: (_, __, ___, { winners }) => [winners],
  sample: samplePool,
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput: (attrs, from, _slot, index) =>
    maximum(pooledCells(attrs, from, index).map((cell) => from.input(0, cell))),
  explainInputGradient(attrs, from, _slot, index) {
    const [, y, x] = positionOf(from.inputs[0], index);
    const here = constant(y * from.inputs[0][2] + x, 'this cell');
    return sum(
      windowsOver(attrs, from, index).map((out) =>
        product(equal(from.saved('winners', out), here), from.upstream(0, out)),
      ),
    );
  },
  explainParamGradient: () => sum([]),
});
