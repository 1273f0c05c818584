import { describe, expect, it } from 'vitest';
import { hostTensor } from '../../trace/tensor.ts';
import { forwardOnly } from '../forward-only.ts';
import { HostEngine } from '../host/engine.ts';
import { classOf, digitFeeds } from './digit-feeds.ts';
import { classesOf } from './networks.ts';
import { perceptron } from './perceptron.ts';

const params = {
  'unit.W': hostTensor(
    [1, 784],
    Float64Array.from({ length: 784 }, (_, i) => Math.sin(12.9898 * i)),
  ),
  'unit.b': hostTensor([1], [0.25]),
};
const pixels = Float32Array.from({ length: 784 }, (_, i) => 0.1 * Math.abs(Math.cos(78.233 * i)));
const engine = new HostEngine('float64');
const record = (digit: number) =>
  engine.recordNow({
    graph: perceptron,
    params,
    inputs: digitFeeds(perceptron, pixels, [classOf(classesOf(perceptron), digit)]),
  });

describe('the perceptron', () => {
  it('scores by one weighted sum, and loses −log of what σ leaves the label', () => {
    const score = params['unit.W'].data;
    const sum = pixels.reduce((total, pixel, i) => total + pixel * score[i], 0.25);
    const share = 1 / (1 + Math.exp(-sum));
    for (const [digit, given] of [
      [7, share],
      [3, 1 - share],
    ]) {
      const { values } = record(digit);
      expect(values.score.data[0]).toBeCloseTo(sum, 12);
      expect(values.probs.data[0]).toBeCloseTo(share, 12);
      expect(values.loss.data[0]).toBeCloseTo(-Math.log(given), 12);
    }
  });

  it('sends back σ − target through every weight', () => {
    const { values, backward } = record(7);
    const slope = values.probs.data[0] - 1;
    const gradient = backward?.values.x.sum.data ?? [];
    expect(Array.from(gradient)).toHaveLength(784);
    for (let i = 0; i < 784; i += 97) {
      expect(gradient[i]).toBeCloseTo(slope * params['unit.W'].data[i], 12);
      expect(backward?.params['unit.W'].sum.data[i]).toBeCloseTo(slope * pixels[i], 12);
    }
  });

  it('predicts without a target, and knows no other digit', () => {
    const graph = forwardOnly(perceptron);
    expect(graph.inputs.map(({ id }) => id)).toEqual(['x']);
    expect(graph.nodes.map(({ id }) => id)).toEqual(['flat', 'score', 'probs']);
    expect(() => record(8)).toThrow('the network tells 3, 7 apart; it has no class 8');
  });
});
