import { sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
import { shapeText, sizeOf } from '../../trace/tensor.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { anyShape } from '../sample.ts';

/** [N, …] → [N, all the rest in a row]: the same numbers, row-major, so (y·W + x)·C + c. */
export const flatten = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: 'y_{(i W + j)\\, C + c} = x_{i,j,c}',
    backward: '\\frac{\\partial L}{\\partial x_{i,j,c}} = \\delta_{(i W + j)\\, C + c}',
    source: 'a change of shape; nothing is computed',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    const [x] = inputs;
    if (x.length < 1) throw new RangeError(`needs a batch axis, got ${shapeText(x)}`);
    return [[x[0], sizeOf(x.slice(1))]];
  },
  forward(ops, _, __, [x]) {
    const shape = ops.shapeOf(x);
    return { outputs: [ops.reshape(x, [shape[0], sizeOf(shape.slice(1))])], saved: { x } };
  },
  vjp: (ops, _, __, { x }, [upstream], wanted) => ({
    inputs: [wanted.inputs ? ops.reshape(upstream, ops.shapeOf(x)) : undefined],
    params: {},
  }),
  sample: (sampler) => ({ inputs: [{ shape: anyShape(sampler) }] }),
  moments: (_, { outputs }) => allAtOnce(outputs[0]),
  explainOutput: (_, from, _slot, index) => from.input(0, index),
  explainInputGradient: (_, from, _slot, index) => from.upstream(0, index),
  explainParamGradient: () => sum([]),
});
