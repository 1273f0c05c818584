import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer, experimentOf } from './experiment.ts';
import { MaxPoolView } from './max-pool-view.tsx';

const plain: Attributes = {
  experiment: 'pool',
  size: '2',
  stride: '2',
  start: 'end',
  mode: 'route',
  rule: 'truth',
};

export const widget = defineWidget<Attributes>({
  title: 'Max-pooling, there and back',
  summary: 'Who wins each window, and where the gradient goes on the way back.',
  examples: [
    { caption: 'Windows side by side', attributes: plain },
    {
      caption: 'Overlapping windows: gradients add up',
      attributes: { ...plain, experiment: 'overlap', stride: '1' },
    },
    {
      caption: 'Three wrong backward passes, and the proof',
      attributes: { ...plain, experiment: 'bugs', stride: '1', mode: 'bugs', rule: 'assign' },
    },
    {
      caption: 'Three ways to settle a tie',
      attributes: { ...plain, experiment: 'ties', mode: 'ties' },
    },
  ],
  answer: (attributes, page) => answerer(experimentOf(page, attributes), attributes),
  View: MaxPoolView,
});
