import { sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
import { sameShape, shapeText } from '../../trace/tensor.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { twoAlike } from '../sample.ts';

/** y = a + b of one shape: where a residual's two paths meet again. Both get the whole gradient. */
export const add = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: 'y = a + b',
    backward: '\\frac{\\partial L}{\\partial a} = \\frac{\\partial L}{\\partial b} = \\delta',
    source: 'He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015)',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 2);
    const [a, b] = inputs;
    if (!sameShape(a, b)) {
      throw new RangeError(`adds tensors of one shape, got ${shapeText(a)} and ${shapeText(b)}`);
    }
    return [a];
  },
  forward: (ops, _, __, [a, b]) => ({ outputs: [ops.binary('add', a, b)], saved: {} }),
  vjp: (_, __, ___, ____, [upstream]) => ({ inputs: [upstream, upstream], params: {} }),
  sample: (sampler) => ({ inputs: twoAlike(sampler) }),
  moments: (_, { outputs }) => allAtOnce(outputs[0]),
  explainOutput: (_, from, _slot, index) => sum([from.input(0, index), from.input(1, index)]),
  explainInputGradient: (_, from, _slot, index) => from.upstream(0, index),
  explainParamGradient: () => sum([]),
});
