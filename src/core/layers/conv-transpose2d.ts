import { type Expression, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { indexOf, positionOf, type Shape, shapeText } from '../../trace/tensor.ts';
import { type ConvGeometry, convGeometry, type Padding, type Pair } from '../geometry.ts';
import { defineLayer, expectInputs, type LayerShapes } from '../layer.ts';
import { imageShape } from '../sample.ts';
import { inputRow, outputRow } from '../window.ts';

interface ConvTranspose2dAttributes {
  readonly padding: Padding;
  readonly strides: Pair;
  readonly dilations: Pair;
}

/**
 * The transpose of a convolution, as a layer of its own: x [N, H, W, C], kernel [kh, kw, O, C] (the
 * kernel of the convolution that would lead from y to x), bias [O] → y [N, oH, oW, O]. Each cell of
 * x stamps the kernel into y, `strides` cells apart; stamps that overlap add up. Sizes, with
 * ke = (k − 1)·dilation + 1: 'valid' (H − 1)·s + ke, 'same' H·s, 'full' (H − 1)·s − ke + 2.
 */
export const convTranspose2d = defineLayer<ConvTranspose2dAttributes>({
  params: ['kernel', 'bias'],
  formula: {
    forward: 'y_{s i+u,\\,s j+v,\\,o} \\mathrel{+}= \\sum_c K_{u,v,o,c}\\; x_{i,j,c}',
    backward:
      '\\frac{\\partial L}{\\partial x_{i,j,c}} = \\sum_{u,v,o} K_{u,v,o,c}\\; \\delta_{s i+u,\\,s j+v,\\,o} \\qquad \\frac{\\partial L}{\\partial K_{u,v,o,c}} = \\sum_{i,j} x_{i,j,c}\\; \\delta_{s i+u,\\,s j+v,\\,o}',
    source:
      'Dumoulin, Visin: A guide to convolution arithmetic for deep learning (2016), chapter 4',
  },
  attributes: (reader) => ({
    padding: reader.choice('padding', ['valid', 'same', 'full'], 'valid'),
    strides: reader.pair('strides', [1, 1]),
    dilations: reader.pair('dilations', [1, 1]),
  }),
  shapes(attrs, inputs, { kernel, bias }) {
    expectInputs(inputs, 1);
    const g = transposedGeometry(inputs[0], kernel, attrs);
    if (bias.length !== 1 || bias[0] !== g.channels) {
      throw new RangeError(`expected a bias of ${g.channels}, got ${shapeText(bias)}`);
    }
    return [[g.batch, g.inHeight, g.inWidth, g.channels]];
  },
  forward(ops, attrs, { kernel, bias }, [x]) {
    const g = transposedGeometry(ops.shapeOf(x), ops.shapeOf(kernel), attrs);
    const stamped = ops.conv2dInputGradient(x, kernel, g);
    return { outputs: [ops.binary('add', stamped, bias)], saved: { x } };
  },
  vjp(ops, attrs, { kernel }, { x }, [upstream], wanted) {
    const g = transposedGeometry(ops.shapeOf(x), ops.shapeOf(kernel), attrs);
    return {
      inputs: [wanted.inputs ? ops.conv2d(upstream, kernel, g) : undefined],
      params: {
        kernel: ops.conv2dKernelGradient(upstream, x, g),
        bias: ops.reduce('sum', upstream, 'leading'),
      },
    };
  },
  sample(sampler) {
    const { whole, choice } = sampler;
    const shape = imageShape(sampler);
    const outs = whole(1, 3);
    return {
      inputs: [{ shape }],
      attrs: {
        padding: choice(['valid', 'same']),
        strides: [whole(1, 2), whole(1, 3)],
        dilations: [whole(1, 2), whole(1, 2)],
      },
      params: { kernel: [whole(1, 3), whole(1, 3), outs, shape[2]], bias: [outs] },
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(attrs, from, _slot, index) {
    const g = geometry(attrs, from);
    const [n, y, x, o] = positionOf(from.outputs[0], index);
    const terms: Expression[] = [];
    eachWeight(g, (u, v) => {
      const i = outputRow(y, u, g.strideY, g.dilationY, g.padTop, g.outHeight);
      const j = outputRow(x, v, g.strideX, g.dilationX, g.padLeft, g.outWidth);
      if (i < 0 || j < 0) return; // nobody stamps this cell with this weight
      for (let c = 0; c < g.outChannels; c++) {
        terms.push(
          product(
            from.param('kernel', indexOf(from.params.kernel, [u, v, o, c])),
            from.input(0, indexOf(from.inputs[0], [n, i, j, c])),
          ),
        );
      }
    });
    return sum([...terms, from.param('bias', o)]);
  },
  explainInputGradient(attrs, from, _slot, index) {
    const g = geometry(attrs, from);
    const [n, i, j, c] = positionOf(from.inputs[0], index);
    const terms: Expression[] = [];
    eachWeight(g, (u, v) => {
      const [y, x] = stampedCell(g, i, j, u, v);
      if (y < 0 || x < 0) return; // cut off by the edge
      for (let o = 0; o < g.channels; o++) {
        terms.push(
          product(
            from.param('kernel', indexOf(from.params.kernel, [u, v, o, c])),
            from.upstream(0, indexOf(from.outputs[0], [n, y, x, o])),
          ),
        );
      }
    });
    return sum(terms);
  },
  explainParamGradient(attrs, from, role, index) {
    const g = geometry(attrs, from);
    const terms: Expression[] = [];
    if (role === 'bias') {
      const cells = g.batch * g.inHeight * g.inWidth;
      for (let at = 0; at < cells; at++) terms.push(from.upstream(0, at * g.channels + index));
      return sum(terms);
    }
    const [u, v, o, c] = positionOf(from.params.kernel, index);
    for (let n = 0; n < g.batch; n++) {
      for (let i = 0; i < g.outHeight; i++) {
        for (let j = 0; j < g.outWidth; j++) {
          const [y, x] = stampedCell(g, i, j, u, v);
          if (y < 0 || x < 0) continue;
          terms.push(
            product(
              from.input(0, indexOf(from.inputs[0], [n, i, j, c])),
              from.upstream(0, indexOf(from.outputs[0], [n, y, x, o])),
            ),
          );
        }
      }
    }
    return sum(terms);
  },
});

/** Geometry of the convolution that leads from y back to x: its input is y, its output x. */
function transposedGeometry(
  x: Shape,
  kernel: Shape,
  attrs: ConvTranspose2dAttributes,
): ConvGeometry {
  if (x.length !== 4) throw new RangeError(`needs images [N, H, W, C], got ${shapeText(x)}`);
  if (kernel.length !== 4 || kernel[3] !== x[3]) {
    throw new RangeError(
      `needs a kernel [height, width, out, ${x[3]}] for ${x[3]} input channels, got ${shapeText(kernel)}`,
    );
  }
  const [height, width] = [0, 1].map((axis) => grownSize(x[axis + 1], kernel[axis], attrs, axis));
  if (height < 1 || width < 1) {
    throw new RangeError(
      `${x[1]} × ${x[2]} with a kernel of ${kernel[0]} × ${kernel[1]} and padding '${attrs.padding}' leaves nothing`,
    );
  }
  return convGeometry([x[0], height, width, kernel[2]], kernel, attrs);
}

function grownSize(
  size: number,
  window: number,
  { padding, strides, dilations }: ConvTranspose2dAttributes,
  axis: number,
): number {
  const extent = (window - 1) * dilations[axis] + 1;
  switch (padding) {
    case 'valid':
      return (size - 1) * strides[axis] + extent;
    case 'same':
      return size * strides[axis];
    case 'full':
      return (size - 1) * strides[axis] - extent + 2;
  }
}

const geometry = (attrs: ConvTranspose2dAttributes, from: LayerShapes): ConvGeometry =>
  transposedGeometry(from.inputs[0], from.params.kernel, attrs);

/** Where cell (i, j) of x stamps weight (u, v); −1 beyond the edge. */
const stampedCell = (g: ConvGeometry, i: number, j: number, u: number, v: number) => [
  inputRow(i, u, g.strideY, g.dilationY, g.padTop, g.inHeight),
  inputRow(j, v, g.strideX, g.dilationX, g.padLeft, g.inWidth),
];

function eachWeight(g: ConvGeometry, visit: (u: number, v: number) => void): void {
  for (let u = 0; u < g.windowHeight; u++) {
    for (let v = 0; v < g.windowWidth; v++) visit(u, v);
  }
}
