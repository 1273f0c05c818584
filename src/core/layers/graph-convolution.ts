import { product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { positionOf, type Shape, shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs, type LayerShapes } from '../layer.ts';
import type { Ops } from '../ops.ts';

/**
 * Vertices x [N, V, F] and an adjacency Â [N, V, V], already normalised → Y = Â X W + b [N, V, O],
 * weights [F, O], bias [O]: each vertex sends its mixed features along the edges, each adds up what
 * arrives, row i of Â weighing what vertex i hears. Â has a gradient too. Saved: `messages` X W
 * [N, V, O].
 */
export const graphConvolution = defineLayer<Record<never, never>>({
  params: ['weights', 'bias'],
  formula: {
    forward: 'Y = \\hat A X W + b',
    backward:
      '\\frac{\\partial L}{\\partial X} = \\hat A^\\top \\delta\\, W^\\top, \\qquad \\frac{\\partial L}{\\partial W} = X^\\top \\hat A^\\top \\delta, \\qquad \\frac{\\partial L}{\\partial \\hat A} = \\delta\\, (X W)^\\top',
    source:
      'Kipf, Welling: Semi-supervised classification with graph convolutional networks (2017)',
  },
  attributes: () => ({}),
  shapes(_, inputs, { weights, bias }) {
    expectInputs(inputs, 2);
    const [x, adjacency] = inputs;
    if (x.length !== 3) throw new RangeError(`expected vertices N × V × F, got ${shapeText(x)}`);
    const square = [x[0], x[1], x[1]];
    if (shapeText(adjacency) !== shapeText(square)) {
      throw new RangeError(
        `expected an adjacency of ${shapeText(square)}, got ${shapeText(adjacency)}`,
      );
    }
    if (weights.length !== 2 || weights[0] !== x[2]) {
      throw new RangeError(`expected weights of ${x[2]} × out, got ${shapeText(weights)}`);
    }
    if (bias.length !== 1 || bias[0] !== weights[1]) {
      throw new RangeError(`expected a bias of ${weights[1]}, got ${shapeText(bias)}`);
    }
    return [[x[0], x[1], weights[1]]];
  },
  forward(ops, _, { weights, bias }, [x, adjacency]) {
    const [batch, vertices] = ops.shapeOf(x);
    const mixed = ops.matMul(flat(ops, x), weights, {});
    const messages = ops.reshape(mixed, [batch, vertices, ops.shapeOf(weights)[1]]);
    const heard = ops.matMul(adjacency, messages, {});
    return { outputs: [ops.binary('add', heard, bias)], saved: { x, adjacency, messages } };
  },
  vjp(ops, _, { weights }, { x, adjacency, messages }, [upstream], wanted) {
    const toMessages = flat(ops, ops.matMul(adjacency, upstream, { a: true }));
    return {
      inputs: wanted.inputs
        ? [
            ops.reshape(ops.matMul(toMessages, weights, { b: true }), ops.shapeOf(x)),
            ops.matMul(upstream, messages, { b: true }),
          ]
        : [undefined, undefined],
      params: {
        weights: ops.matMul(flat(ops, x), toMessages, { a: true }),
        bias: ops.reduce('sum', upstream, 'leading'),
      },
    };
  },
  sample({ whole }) {
    const [vertices, features, outs] = [whole(1, 4), whole(1, 3), whole(1, 3)];
    return {
      inputs: [{ shape: [vertices, features] }, { shape: [vertices, vertices] }],
      params: { weights: [features, outs], bias: [outs] },
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(_, from, _slot, index) {
    const { vertices, outs } = sizes(from);
    const [n, i, o] = positionOf(from.outputs[0], index);
    const terms = range(vertices).map((j) =>
      product(
        from.input(1, (n * vertices + i) * vertices + j),
        from.saved('messages', (n * vertices + j) * outs + o),
      ),
    );
    return sum([...terms, from.param('bias', o)]);
  },
  explainInputGradient(_, from, slot, index) {
    const { vertices, outs } = sizes(from);
    const upstream = (n: number, i: number, o: number) =>
      from.upstream(0, (n * vertices + i) * outs + o);
    const [n, i, j] = positionOf(from.inputs[slot], index);
    if (slot === 1) {
      return sum(
        range(outs).map((o) =>
          product(upstream(n, i, o), from.saved('messages', (n * vertices + j) * outs + o)),
        ),
      );
    }
    // Here i is the vertex and j the feature.
    return sum(
      range(outs).map((o) => {
        const heard = range(vertices).map((listener) =>
          product(
            from.input(1, (n * vertices + listener) * vertices + i),
            upstream(n, listener, o),
          ),
        );
        return product(from.param('weights', j * outs + o), sum(heard));
      }),
    );
  },
  explainParamGradient(_, from, role, index) {
    const { batch, vertices, features, outs } = sizes(from);
    const places = range(batch * vertices);
    if (role === 'bias') return sum(places.map((at) => from.upstream(0, at * outs + index)));
    const f = Math.floor(index / outs);
    const o = index % outs;
    return sum(
      places.map((at) => {
        const n = Math.floor(at / vertices);
        const heard = range(vertices).map((listener) =>
          product(
            from.input(1, (n * vertices + listener) * vertices + (at % vertices)),
            from.upstream(0, (n * vertices + listener) * outs + o),
          ),
        );
        return product(from.input(0, at * features + f), sum(heard));
      }),
    );
  },
  explainSaved(_, from, _name, index) {
    const { features, outs } = sizes(from);
    const at = Math.floor(index / outs);
    return sum(
      range(features).map((f) =>
        product(from.input(0, at * features + f), from.param('weights', f * outs + (index % outs))),
      ),
    );
  },
});

/** [N, V, C] → [N·V, C] */
function flat<H>(ops: Ops<H>, a: H): H {
  const [batch, vertices, channels]: Shape = ops.shapeOf(a);
  return ops.reshape(a, [batch * vertices, channels]);
}

function sizes({ inputs, outputs }: LayerShapes) {
  const [batch, vertices, features] = inputs[0];
  return { batch, vertices, features, outs: outputs[0][2] };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
