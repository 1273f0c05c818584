import { type Expression, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { indexOf, positionOf, shapeText } from '../../trace/tensor.ts';
import { type ConvGeometry, convGeometry, type Padding, type Pair } from '../geometry.ts';
import { defineLayer, expectInputs, type LayerShapes } from '../layer.ts';
import { inputRow, outputRow } from '../window.ts';

interface Conv2dAttributes {
  readonly padding: Padding;
  readonly strides: Pair;
  readonly dilations: Pair;
}

/**
 * x [N, H, W, C] correlated with a kernel [kh, kw, C, O], plus bias [O] → y [N, oH, oW, O]. The
 * kernel is not flipped, as in all deep-learning libraries.
 */
export const conv2d = defineLayer<Conv2dAttributes>({
  params: ['kernel', 'bias'],
  formula: {
    forward: 'y_{i,j,o} = b_o + \\sum_{u,v,c} K_{u,v,c,o}\\; x_{i+u,\\,j+v,\\,c}',
    backward:
      '\\frac{\\partial L}{\\partial x_{i,j,c}} = \\sum_{u,v,o} K_{u,v,c,o}\\; \\delta_{i-u,\\,j-v,\\,o} \\qquad \\frac{\\partial L}{\\partial K_{u,v,c,o}} = \\sum_{i,j} \\delta_{i,j,o}\\; x_{i+u,\\,j+v,\\,c}',
    source: 'Dumoulin, Visin: A guide to convolution arithmetic for deep learning (2016)',
  },
  attributes: (reader) => ({
    padding: reader.choice('padding', ['valid', 'same', 'full'], 'valid'),
    strides: reader.pair('strides', [1, 1]),
    dilations: reader.pair('dilations', [1, 1]),
  }),
  shapes(attrs, inputs, { kernel, bias }) {
    expectInputs(inputs, 1);
    const g = convGeometry(inputs[0], kernel, attrs);
    if (bias.length !== 1 || bias[0] !== g.outChannels) {
      throw new RangeError(`expected a bias of ${g.outChannels}, got ${shapeText(bias)}`);
    }
    return [[g.batch, g.outHeight, g.outWidth, g.outChannels]];
  },
  forward(ops, attrs, { kernel, bias }, [x]) {
    const g = convGeometry(ops.shapeOf(x), ops.shapeOf(kernel), attrs);
    return { outputs: [ops.binary('add', ops.conv2d(x, kernel, g), bias)], saved: { x } };
  },
  vjp(ops, attrs, { kernel }, { x }, [upstream], wanted) {
    const g = convGeometry(ops.shapeOf(x), ops.shapeOf(kernel), attrs);
    return {
      inputs: [wanted.inputs ? ops.conv2dInputGradient(upstream, kernel, g) : undefined],
      params: {
        kernel: ops.conv2dKernelGradient(x, upstream, g),
        bias: ops.reduce('sum', upstream, 'leading'),
      },
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(attrs, from, _slot, index) {
    const g = geometry(attrs, from);
    const [n, oy, ox, o] = positionOf(from.outputs[0], index);
    const terms: Expression[] = [];
    for (let u = 0; u < g.windowHeight; u++) {
      const y = inputRow(oy, u, g.strideY, g.dilationY, g.padTop, g.inHeight);
      for (let v = 0; v < g.windowWidth; v++) {
        const x = inputRow(ox, v, g.strideX, g.dilationX, g.padLeft, g.inWidth);
        if (y < 0 || x < 0) continue; // a zero of the padding
        for (let c = 0; c < g.channels; c++) {
          terms.push(
            product(
              from.param('kernel', indexOf(from.params.kernel, [u, v, c, o])),
              from.input(0, indexOf(from.inputs[0], [n, y, x, c])),
            ),
          );
        }
      }
    }
    return sum([...terms, from.param('bias', o)]);
  },
  explainInputGradient(attrs, from, _slot, index) {
    const g = geometry(attrs, from);
    const [n, y, x, c] = positionOf(from.inputs[0], index);
    const terms: Expression[] = [];
    for (let u = 0; u < g.windowHeight; u++) {
      const oy = outputRow(y, u, g.strideY, g.dilationY, g.padTop, g.outHeight);
      for (let v = 0; v < g.windowWidth; v++) {
        const ox = outputRow(x, v, g.strideX, g.dilationX, g.padLeft, g.outWidth);
        if (oy < 0 || ox < 0) continue; // no window sees this cell through this weight
        for (let o = 0; o < g.outChannels; o++) {
          terms.push(
            product(
              from.param('kernel', indexOf(from.params.kernel, [u, v, c, o])),
              from.upstream(0, indexOf(from.outputs[0], [n, oy, ox, o])),
            ),
          );
        }
      }
    }
    return sum(terms);
  },
  explainParamGradient(attrs, from, role, index) {
    const g = geometry(attrs, from);
    const [u, v, c, o] = role === 'bias' ? [0, 0, 0, index] : positionOf(from.params.kernel, index);
    const terms: Expression[] = [];
    for (let n = 0; n < g.batch; n++) {
      for (let oy = 0; oy < g.outHeight; oy++) {
        const y = inputRow(oy, u, g.strideY, g.dilationY, g.padTop, g.inHeight);
        for (let ox = 0; ox < g.outWidth; ox++) {
          const upstream = from.upstream(0, indexOf(from.outputs[0], [n, oy, ox, o]));
          if (role === 'bias') {
            terms.push(upstream);
            continue;
          }
          const x = inputRow(ox, v, g.strideX, g.dilationX, g.padLeft, g.inWidth);
          if (y < 0 || x < 0) continue;
          terms.push(product(upstream, from.input(0, indexOf(from.inputs[0], [n, y, x, c]))));
        }
      }
    }
    return sum(terms);
  },
});

function geometry(attrs: Conv2dAttributes, from: LayerShapes): ConvGeometry {
  return convGeometry(from.inputs[0], from.params.kernel, attrs);
}
