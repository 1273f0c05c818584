import { call, difference, product, sum } from '../../trace/expression.ts';
import { allAtOnce } from '../../trace/step.ts';
import { shapeText } from '../../trace/tensor.ts';
import { one } from '../elements.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { anyShape } from '../sample.ts';

/** x above 0, α·x below, with α learned: one for all ([1]) or one for each channel ([C]). */
export const prelu = defineLayer<Record<never, never>>({
  params: ['alpha'],
  formula: {
    forward: 'y = x \\text{ if } x > 0, \\text{ else } \\alpha\\,x',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\delta \\text{ if } x > 0, \\text{ else } \\alpha\\,\\delta \\qquad \\frac{\\partial L}{\\partial \\alpha} = \\sum_{x \\le 0} x\\,\\delta',
    source: 'He, Zhang, Ren, Sun: Delving deep into rectifiers (2015)',
  },
  attributes: () => ({}),
  shapes(_, inputs, { alpha }) {
    expectInputs(inputs, 1);
    const channels = inputs[0][inputs[0].length - 1];
    if (alpha.length !== 1 || (alpha[0] !== 1 && alpha[0] !== channels)) {
      throw new RangeError(`expected an alpha of 1 or ${channels}, got ${shapeText(alpha)}`);
    }
    return [inputs[0]];
  },
  forward(ops, _, { alpha }, [x]) {
    // relu(x) − α relu(−x)
    const below = ops.unary('relu', ops.scale(x, -1));
    const y = ops.binary('subtract', ops.unary('relu', x), ops.binary('multiply', below, alpha));
    return { outputs: [y], saved: { x, below } };
  },
  vjp(ops, _, { alpha }, { x, below }, [upstream], wanted) {
    const above = ops.unary('step', x);
    const unit = ops.upload({ shape: [], dtype: 'float64', data: [1] });
    const gentle = ops.binary('multiply', ops.binary('subtract', unit, above), alpha);
    const slope = ops.binary('add', above, gentle);
    const shares = ops.scale(ops.binary('multiply', below, upstream), -1);
    const shape = ops.shapeOf(alpha);
    const shared = shape[0] === 1;
    return {
      inputs: [wanted.inputs ? ops.binary('multiply', slope, upstream) : undefined],
      params: {
        alpha: shared
          ? ops.reshape(ops.reduce('sum', shares, 'all'), shape)
          : ops.reduce('sum', shares, 'leading'),
      },
    };
  },
  sides: (ops, _, [x]) => [ops.unary('step', x)],
  sample(sampler) {
    const shape = anyShape(sampler);
    return { inputs: [{ shape }], params: { alpha: sampler.choice([[1], shape.slice(-1)]) } };
  },
  moments: (_, { outputs }) => allAtOnce(outputs[0]),
  explainOutput(_, from, _slot, index) {
    const x = from.input(0, index);
    return product(
      x,
      sum([
        call('step', x),
        product(difference(one, call('step', x)), from.param('alpha', channelOf(from, index))),
      ]),
    );
  },
  explainInputGradient(_, from, _slot, index) {
    const above = call('step', from.input(0, index));
    const alpha = from.param('alpha', channelOf(from, index));
    return product(sum([above, product(difference(one, above), alpha)]), from.upstream(0, index));
  },
  explainParamGradient(_, from, _role, index) {
    const count = from.inputs[0].reduce((total, side) => total * side, 1);
    const cells = Array.from({ length: count }, (_item, i) => i);
    return sum(
      cells
        .filter((i) => channelOf(from, i) === index)
        .map((i) => {
          const x = from.input(0, i);
          return product(difference(one, call('step', x)), x, from.upstream(0, i));
        }),
    );
  },
});

/** Which alpha a cell has. */
function channelOf(
  from: {
    readonly inputs: readonly (readonly number[])[];
    readonly params: Readonly<Record<string, readonly number[]>>;
  },
  index: number,
): number {
  return from.params.alpha[0] === 1 ? 0 : index % from.inputs[0][from.inputs[0].length - 1];
}
