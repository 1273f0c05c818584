import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './point.ts';
import { SurpriseView } from './surprise-view.tsx';

const plain: Attributes = {
  experiment: 'surprise',
  start: 0.0695,
  mode: 'curve',
  unit: 'nats',
  mirror: 'off',
  guard: 'epsilon',
  format: 'float32',
  axis: 'linear',
  bend: 'focal',
};

export const widget = defineWidget<Attributes>({
  title: 'The loss as surprise',
  summary: 'Minus the logarithm of a probability, and what a small number inside it does.',
  examples: [
    { caption: 'A probability and its surprise', attributes: plain },
    {
      caption: 'A guard inside the logarithm, in a number format',
      attributes: {
        ...plain,
        experiment: 'surprise-guard',
        mode: 'guard',
        start: 1e-12,
        axis: 'log',
      },
    },
    {
      caption: 'Losses that bend the curve',
      attributes: { ...plain, experiment: 'surprise-bends', mode: 'bends' },
    },
  ],
  answer: answerer,
  View: SurpriseView,
});
