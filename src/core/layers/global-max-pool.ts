import { constant, equal, maximum, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { defineLayer, expectInputs } from '../layer.ts';
import { imageShape } from '../sample.ts';
import { mapCells, wholeMap } from './global-avg-pool.ts';

/** The largest cell of each whole map: x [N, H, W, C] → y [N, C]; the first one on a tie. */
export const globalMaxPool = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: 'y_c = \\max_{i,j}\\; x_{i,j,c}',
    backward:
      '\\frac{\\partial L}{\\partial x_{p,c}} = [\\operatorname{winner}(c) = p]\\;\\delta_c',
    source: 'Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    const g = wholeMap(inputs[0]);
    return [[g.batch, g.channels]];
  },
  forward(ops, _, __, [x]) {
    const g = wholeMap(ops.shapeOf(x));
    const { values, winners } = ops.maxPool(x, g);
    return { outputs: [ops.reshape(values, [g.batch, g.channels])], saved: { x, winners } };
  },
  vjp(ops, _, __, { x, winners }, [upstream], wanted) {
    const g = wholeMap(ops.shapeOf(x));
    const cells = ops.reshape(upstream, [g.batch, 1, 1, g.channels]);
    return {
      inputs: [wanted.inputs ? ops.maxPoolGradient(cells, winners, g) : undefined],
      params: {},
    };
  },
  sides: (_, __, ___, { winners }) => [winners],
  sample: (sampler) => ({ inputs: [{ shape: imageShape(sampler) }] }),
  moments: (_, { outputs }) => eachPosition(outputs[0], 0),
  explainOutput: (_, from, _slot, index) =>
    maximum(mapCells(from, index).map((cell) => from.input(0, cell))),
  explainInputGradient(_, from, _slot, index) {
    const [, height, width, channels] = from.inputs[0];
    const n = Math.floor(index / (height * width * channels));
    const out = n * channels + (index % channels);
    const place = Math.floor(index / channels) % (height * width);
    return product(
      equal(from.saved('winners', out), constant(place, 'this cell')),
      from.upstream(0, out),
    );
  },
  explainParamGradient: () => sum([]),
});
