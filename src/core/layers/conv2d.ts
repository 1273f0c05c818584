import { type Expression, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { indexOf, positionOf, shapeText } from '../../trace/tensor.ts';
import { borderedShape, borderSource } from '../border.ts';
import { type ConvGeometry, convGeometry, type Padding, type Pair } from '../geometry.ts';
import { defineLayer, expectInputs, type LayerShapes } from '../layer.ts';
import { bordered, type Edge, receptiveFields } from '../receptive-field.ts';
import { imageShape } from '../sample.ts';

interface Conv2dAttributes {
  readonly padding: Padding;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** What stands in the padding. */
  readonly border: Edge;
}

/**
 * x [N, H, W, C] correlated with a kernel [kh, kw, C, O], plus bias [O] → y [N, oH, oW, O]. The
 * kernel is not flipped, as in all deep-learning libraries. The padding of 'same' and 'full' holds
 * zeros, or cells of the image (`border`: reflect, replicate, circular); then the image with its
 * border is saved as `bordered`.
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
    border: reader.choice('border', ['zero', 'reflect', 'replicate', 'circular'], 'zero'),
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
    const saved: Record<string, typeof x> = { x };
    const sums = () => {
      if (attrs.border === 'zero') return ops.conv2d(x, kernel, g);
      const { border, inside } = bordered(g, attrs.border);
      saved.bordered = ops.border(x, border);
      return ops.conv2d(saved.bordered, kernel, inside);
    };
    return { outputs: [ops.binary('add', sums(), bias)], saved };
  },
  vjp(ops, attrs, { kernel }, { x, bordered: image }, [upstream], wanted) {
    const g = convGeometry(ops.shapeOf(x), ops.shapeOf(kernel), attrs);
    const bias = ops.reduce('sum', upstream, 'leading');
    if (attrs.border === 'zero') {
      return {
        inputs: [wanted.inputs ? ops.conv2dInputGradient(upstream, kernel, g) : undefined],
        params: { kernel: ops.conv2dKernelGradient(x, upstream, g), bias },
      };
    }
    const { border, inside } = bordered(g, attrs.border);
    const home = () =>
      ops.borderGradient(ops.conv2dInputGradient(upstream, kernel, inside), border);
    return {
      inputs: [wanted.inputs ? home() : undefined],
      params: { kernel: ops.conv2dKernelGradient(image, upstream, inside), bias },
    };
  },
  sample(sampler) {
    const { whole, choice } = sampler;
    const shape = imageShape(sampler, 5);
    const outs = whole(1, 3);
    return {
      inputs: [{ shape }],
      attrs: {
        padding: choice(['valid', 'same', 'full']),
        strides: [whole(1, 2), whole(1, 3)],
        dilations: [whole(1, 2), whole(1, 2)],
        border: choice(['zero', 'zero', 'reflect', 'replicate', 'circular']),
      },
      params: { kernel: [whole(1, 3), whole(1, 3), shape[2], outs], bias: [outs] },
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(attrs, from, _slot, index) {
    const g = geometry(attrs, from);
    const { rows, columns } = receptiveFields(g, attrs.border);
    const [n, oy, ox, o] = positionOf(from.outputs[0], index);
    const terms: Expression[] = [];
    for (let u = 0; u < g.windowHeight; u++) {
      const y = rows.seen(oy, u);
      for (let v = 0; v < g.windowWidth; v++) {
        const x = columns.seen(ox, v);
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
    const { rows, columns } = receptiveFields(g, attrs.border);
    const [n, y, x, c] = positionOf(from.inputs[0], index);
    const across = columns.sightings(x);
    const terms: Expression[] = [];
    for (const { out: oy, k: u } of rows.sightings(y)) {
      for (const { out: ox, k: v } of across) {
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
    const { rows, columns } = receptiveFields(g, attrs.border);
    const [u, v, c, o] = role === 'bias' ? [0, 0, 0, index] : positionOf(from.params.kernel, index);
    const terms: Expression[] = [];
    for (let n = 0; n < g.batch; n++) {
      for (let oy = 0; oy < g.outHeight; oy++) {
        const y = rows.seen(oy, u);
        for (let ox = 0; ox < g.outWidth; ox++) {
          const upstream = from.upstream(0, indexOf(from.outputs[0], [n, oy, ox, o]));
          if (role === 'bias') {
            terms.push(upstream);
            continue;
          }
          const x = columns.seen(ox, v);
          if (y < 0 || x < 0) continue;
          terms.push(product(upstream, from.input(0, indexOf(from.inputs[0], [n, y, x, c]))));
        }
      }
    }
    return sum(terms);
  },
  explainSaved(attrs, from, _name, index) {
    if (attrs.border === 'zero') return undefined;
    const { border } = bordered(geometry(attrs, from), attrs.border);
    const [n, y, x, c] = positionOf(borderedShape(border), index);
    const source = [
      n,
      borderSource(y - border.top, border.height, border.mode),
      borderSource(x - border.left, border.width, border.mode),
      c,
    ];
    return from.input(0, indexOf(from.inputs[0], source));
  },
});

function geometry(attrs: Conv2dAttributes, from: LayerShapes): ConvGeometry {
  return convGeometry(from.inputs[0], from.params.kernel, attrs);
}
