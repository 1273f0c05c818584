import { defineWidget } from '../definition.ts';
import { answerer } from './answers.ts';
import type { Attributes } from './attributes.ts';
import { LossView } from './loss-view.tsx';

const plain: Attributes = {
  experiment: 'head',
  start: '1 2 0.5',
  startLabel: 1,
  left: 'once',
  right: 'twice',
};

export const widget = defineWidget<Attributes>({
  title: 'Losses side by side',
  summary:
    'Two losses on the same logits and labels: predictions, gradients, and what they add up to.',
  examples: [
    { caption: 'Softmax once and twice', attributes: plain },
    {
      caption: 'A sigmoid for each class, and a slope too many',
      attributes: { ...plain, experiment: 'sigmoids', left: 'binary', right: 'slope' },
    },
  ],
  answer: answerer,
  View: LossView,
});
