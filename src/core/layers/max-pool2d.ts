import { constant, type Expression, equal, maximum, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { indexOf, positionOf } from '../../trace/tensor.ts';
import { type Pair, poolGeometry } from '../geometry.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { imageShape } from '../sample.ts';
import { inputRow, outputRow } from '../window.ts';

interface MaxPool2dAttributes {
  readonly size: Pair;
  readonly strides: Pair;
  readonly ceil: boolean;
}

/**
 * The largest cell of each window of x [N, H, W, C] → y [N, oH, oW, C]. The first winner in
 * row-major order takes the whole gradient; where windows overlap, gradients add up. `winners`
 * (saved) holds y·W + x of each winner in the plane of its image and channel.
 */
export const maxPool2d = defineLayer<MaxPool2dAttributes>({
  params: [],
  formula: {
    forward: 'y_{i,j} = \\max_{u,v}\\; x_{s i+u,\\, s j+v}',
    backward:
      '\\frac{\\partial L}{\\partial x_{p}} = \\sum_{(i,j)\\,:\\,\\operatorname{winner}(i,j)\\,=\\,p} \\delta_{i,j}',
    source: 'Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3',
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
    return maximum(terms);
  },
  explainInputGradient(attrs, from, _slot, index) {
    const g = poolGeometry(from.inputs[0], attrs);
    const [n, y, x, c] = positionOf(from.inputs[0], index);
    const here = constant(y * g.inWidth + x, 'this cell');
    const terms: Expression[] = [];
    for (let u = 0; u < g.windowHeight; u++) {
      const oy = outputRow(y, u, g.strideY, 1, 0, g.outHeight);
      for (let v = 0; v < g.windowWidth; v++) {
        const ox = outputRow(x, v, g.strideX, 1, 0, g.outWidth);
        if (oy < 0 || ox < 0) continue;
        const out = indexOf(from.outputs[0], [n, oy, ox, c]);
        terms.push(product(equal(from.saved('winners', out), here), from.upstream(0, out)));
      }
    }
    return sum(terms);
  },
  explainParamGradient: () => sum([]),
});
