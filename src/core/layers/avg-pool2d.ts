import { constant, type Expression, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { indexOf, positionOf } from '../../trace/tensor.ts';
import { type Pair, poolGeometry, type WindowGeometry } from '../geometry.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { imageShape } from '../sample.ts';
import { inputRow, outputRow } from '../window.ts';

interface AvgPool2dAttributes {
  readonly size: Pair;
  readonly strides: Pair;
  readonly ceil: boolean;
}

/**
 * The mean of each window of x [N, H, W, C] → y [N, oH, oW, C]; a window that the edge cuts is
 * divided by the number of its cells inside. On the way back every cell gets an even share.
 */
export const avgPool2d = defineLayer<AvgPool2dAttributes>({
  params: [],
  formula: {
    forward: 'y_{i,j} = \\frac{1}{k^2} \\sum_{u,v} x_{s i+u,\\, s j+v}',
    backward:
      '\\frac{\\partial L}{\\partial x_p} = \\sum_{(i,j)\\,:\\,p \\in \\text{window}(i,j)} \\frac{\\delta_{i,j}}{k^2}',
    source: 'LeCun, Bottou, Bengio, Haffner: Gradient-based learning (1998), section 2.2',
  },
  attributes: (reader) => {
    const size = reader.pair('size', [2, 2]);
    return { size, strides: reader.pair('strides', size), ceil: reader.flag('ceil', false) };
  },
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
  sample(sampler) {
    const { whole, choice } = sampler;
    const attrs = {
      size: [whole(1, 3), whole(1, 3)],
      strides: [whole(1, 3), whole(1, 3)],
      ceil: choice([true, false]),
    };
    return { inputs: [{ shape: imageShape(sampler) }], attrs };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(attrs, from, _slot, index) {
    const g = poolGeometry(from.inputs[0], attrs);
    const [n, oy, ox, c] = positionOf(from.outputs[0], index);
    const terms: Expression[] = [];
    for (let u = 0; u < g.windowHeight; u++) {
      const y = inputRow(oy, u, g.strideY, 1, 0, g.inHeight);
      for (let v = 0; v < g.windowWidth; v++) {
        const x = inputRow(ox, v, g.strideX, 1, 0, g.inWidth);
        if (y < 0 || x < 0) continue; // cut off by the edge
        terms.push(from.input(0, indexOf(from.inputs[0], [n, y, x, c])));
      }
    }
    return product(constant(1 / terms.length, '1/cells'), sum(terms));
  },
  explainInputGradient(attrs, from, _slot, index) {
    const g = poolGeometry(from.inputs[0], attrs);
    const [n, y, x, c] = positionOf(from.inputs[0], index);
    const terms: Expression[] = [];
    for (let u = 0; u < g.windowHeight; u++) {
      const oy = outputRow(y, u, g.strideY, 1, 0, g.outHeight);
      for (let v = 0; v < g.windowWidth; v++) {
        const ox = outputRow(x, v, g.strideX, 1, 0, g.outWidth);
        if (oy < 0 || ox < 0) continue;
        const upstream = from.upstream(0, indexOf(from.outputs[0], [n, oy, ox, c]));
        terms.push(product(constant(1 / cellsInside(g, oy, ox), '1/cells'), upstream));
      }
    }
    return sum(terms);
  },
  explainParamGradient: () => sum([]),
});

/** How many cells of a window lie inside the image. */
function cellsInside(g: WindowGeometry, oy: number, ox: number): number {
  const rows = Math.min(oy * g.strideY + g.windowHeight, g.inHeight) - oy * g.strideY;
  const columns = Math.min(ox * g.strideX + g.windowWidth, g.inWidth) - ox * g.strideX;
  return rows * columns;
}
