import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';
import { WeightGradientView } from './weight-gradient-view.tsx';

const plain: Attributes = { experiment: 'weights', label: 1, inputs: '3', code: 'outer' };

export const widget = defineWidget<Attributes>({
  title: 'From the logits’ gradient to the weights’',
  summary: 'dz xᵀ, how large it can get, and what happens when dz itself is taken off the weights.',
  examples: [
    { caption: 'The outer product', attributes: plain },
    {
      caption: 'A gradient of logits used as one of weights',
      attributes: { ...plain, experiment: 'taken', code: 'logits' },
    },
  ],
  answer: (attributes) => answerer(attributes),
  View: WeightGradientView,
});
