import { constant, product, sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import type { Shape } from '../../trace/tensor.ts';
import { poolGeometry, type WindowGeometry } from '../geometry.ts';
import { defineLayer, expectInputs, type LayerShapes } from '../layer.ts';
import { imageShape } from '../sample.ts';

/** The mean of each whole map: x [N, H, W, C] → y [N, C]. */
export const globalAvgPool = defineLayer<Record<never, never>>({
  params: [],
  formula: {
    forward: 'y_c = \\frac{1}{H W} \\sum_{i,j} x_{i,j,c}',
    backward: '\\frac{\\partial L}{\\partial x_{i,j,c}} = \\frac{\\delta_c}{H W}',
    source: 'Lin, Chen, Yan: Network in network (2013), section 3.2',
  },
  attributes: () => ({}),
  shapes(_, inputs) {
    expectInputs(inputs, 1);
    const g = wholeMap(inputs[0]);
    return [[g.batch, g.channels]];
  },
  forward(ops, _, __, [x]) {
    const g = wholeMap(ops.shapeOf(x));
    return { outputs: [ops.reshape(ops.avgPool(x, g), [g.batch, g.channels])], saved: { x } };
  },
  vjp(ops, _, __, { x }, [upstream], wanted) {
    const g = wholeMap(ops.shapeOf(x));
    const cells = ops.reshape(upstream, [g.batch, 1, 1, g.channels]);
    return { inputs: [wanted.inputs ? ops.avgPoolGradient(cells, g) : undefined], params: {} };
  },
  sample: (sampler) => ({ inputs: [{ shape: imageShape(sampler) }] }),
  moments: (_, { outputs }) => eachPosition(outputs[0], 0),
  explainOutput(_, from, _slot, index) {
    const cells = mapCells(from, index);
    return product(
      constant(1 / cells.length, '1/cells'),
      sum(cells.map((cell) => from.input(0, cell))),
    );
  },
  explainInputGradient(_, from, _slot, index) {
    const [, height, width, channels] = from.inputs[0];
    const n = Math.floor(index / (height * width * channels));
    return product(
      constant(1 / (height * width), '1/cells'),
      from.upstream(0, n * channels + (index % channels)),
    );
  },
  explainParamGradient: () => sum([]),
});

/** One window as large as the image. */
export function wholeMap(x: Shape): WindowGeometry {
  const size = [x[1] ?? 1, x[2] ?? 1] as const;
  return poolGeometry(x, { size, strides: size, ceil: false });
}

/** Flat indices of the cells of the map that output `index` stands for. */
export function mapCells(from: LayerShapes, index: number): number[] {
  const [, height, width, channels] = from.inputs[0];
  const n = Math.floor(index / channels);
  const c = index % channels;
  return Array.from(
    { length: height * width },
    (_, cell) => (n * height * width + cell) * channels + c,
  );
}
