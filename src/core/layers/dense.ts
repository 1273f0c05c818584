import { product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs } from '../layer.ts';

/** y = x Wᵀ + b with x [N, in], weights [out, in], bias [out] → y [N, out]. */
export const dense = defineLayer<Record<never, never>>({
  params: ['weights', 'bias'],
  formula: {
    forward: 'y_o = b_o + \\sum_i W_{o,i}\\, x_i',
    backward:
      '\\frac{\\partial L}{\\partial x_i} = \\sum_o W_{o,i}\\, \\delta_o \\qquad \\frac{\\partial L}{\\partial W_{o,i}} = \\delta_o\\, x_i \\qquad \\frac{\\partial L}{\\partial b_o} = \\delta_o',
    source: 'Goodfellow, Bengio, Courville: Deep Learning (2016), section 6.5.6',
  },
  attributes: () => ({}),
  shapes(_, inputs, { weights, bias }) {
    expectInputs(inputs, 1);
    const [x] = inputs;
    if (weights.length !== 2) {
      throw new RangeError(`needs weights [out, in], got ${shapeText(weights)}`);
    }
    if (x.length !== 2 || x[1] !== weights[1]) {
      throw new RangeError(`expected an input of N × ${weights[1]}, got ${shapeText(x)}`);
    }
    if (bias.length !== 1 || bias[0] !== weights[0]) {
      throw new RangeError(`expected a bias of ${weights[0]}, got ${shapeText(bias)}`);
    }
    return [[x[0], weights[0]]];
  },
  forward(ops, _, { weights, bias }, [x]) {
    const y = ops.binary('add', ops.matMul(x, weights, { b: true }), bias);
    return { outputs: [y], saved: { x } };
  },
  vjp(ops, _, { weights }, { x }, [upstream], wanted) {
    return {
      inputs: [wanted.inputs ? ops.matMul(upstream, weights, {}) : undefined],
      params: {
        weights: ops.matMul(upstream, x, { a: true }),
        bias: ops.reduce('sum', upstream, 'leading'),
      },
    };
  },
  sample({ whole }) {
    const [ins, outs] = [whole(1, 6), whole(1, 6)];
    return { inputs: [{ shape: [ins] }], params: { weights: [outs, ins], bias: [outs] } };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 0),
  explainOutput(_, from, _slot, index) {
    const [outs, ins] = from.params.weights;
    const n = Math.floor(index / outs);
    const o = index % outs;
    const terms = range(ins).map((i) =>
      product(from.param('weights', o * ins + i), from.input(0, n * ins + i)),
    );
    return sum([...terms, from.param('bias', o)]);
  },
  explainInputGradient(_, from, _slot, index) {
    const [outs, ins] = from.params.weights;
    const n = Math.floor(index / ins);
    const i = index % ins;
    return sum(
      range(outs).map((o) =>
        product(from.param('weights', o * ins + i), from.upstream(0, n * outs + o)),
      ),
    );
  },
  explainParamGradient(_, from, role, index) {
    const [outs, ins] = from.params.weights;
    const samples = range(from.inputs[0][0]);
    if (role === 'bias') return sum(samples.map((n) => from.upstream(0, n * outs + index)));
    const o = Math.floor(index / ins);
    const i = index % ins;
    return sum(
      samples.map((n) => product(from.upstream(0, n * outs + o), from.input(0, n * ins + i))),
    );
  },
});

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
