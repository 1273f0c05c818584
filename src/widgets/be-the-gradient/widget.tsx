import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { BeTheGradientView } from './be-the-gradient-view.tsx';
import { answerer } from './experiment.ts';

const plain: Attributes = {
  kind: 'max-pool',
  experiment: 'gradient',
  size: '2',
  stride: '2',
  seed: 0,
};

export const widget = defineWidget<Attributes>({
  title: 'Be the gradient',
  summary: 'Play the backward pass by hand: carry each number to where it belongs, then check.',
  examples: [
    { caption: 'Through a max-pool', attributes: plain },
    {
      caption: 'Through a max-pool whose windows overlap',
      attributes: { ...plain, experiment: 'overlap-by-hand', stride: '1' },
    },
    { caption: 'Through a ReLU', attributes: { ...plain, kind: 'relu', experiment: 'gates' } },
    {
      caption: 'Along the wires of a dense layer',
      attributes: { ...plain, kind: 'dense', experiment: 'wires' },
    },
    {
      caption: 'Through a softmax',
      attributes: { ...plain, kind: 'softmax', experiment: 'shares' },
    },
  ],
  answer: answerer,
  View: BeTheGradientView,
});
