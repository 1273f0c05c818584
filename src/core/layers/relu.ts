import { call, constant, maximum, product, sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { anyShape } from '../sample.ts';

/** y = max(0, x), any shape. At 0 the slope is 0, as in PyTorch; a NaN stays one. */
export const relu = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: 'y = \\max(0, x)',
    backward: '\\frac{\\partial L}{\\partial x} = \\delta \\cdot [x > 0]',
    source: 'Nair, Hinton: Rectified linear units improve restricted Boltzmann machines (2010)',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    return [inputs[0]];
  },
  forward: (ops, _, __, [x]) => ({ outputs: [ops.unary('relu', x)], saved: { x } }),
  vjp: (ops, _, __, { x }, [upstream], wanted) => ({
    inputs: [wanted.inputs ? ops.binary('multiply', upstream, ops.unary('step', x)) : undefined],
    params: {},
  }),
  sides: (ops, _, [x]) => [ops.unary('step', x)],
  sample: (sampler) => ({ inputs: [{ shape: anyShape(sampler) }] }),
  moments: (_, { outputs }) => allAtOnce(outputs[0]),
  explainOutput: (_, from, _slot, index) => maximum([constant(0), from.input(0, index)]),
  explainInputGradient: (_, from, _slot, index) =>
    product(call('step', from.input(0, index)), from.upstream(0, index)),
  explainParamGradient: () => sum([]),
});
