import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './distributions.ts';
import { EntropyView } from './entropy-view.tsx';

const plain: Attributes = {
  experiment: 'areas',
  start: '0.5 0.25 0.15 0.1',
  model: '0.1 0.3 0.4 0.2',
  unit: 'nats',
};

export const widget = defineWidget<Attributes>({
  title: 'Entropy, divergence, cross-entropy',
  summary: 'The mean surprise of a model: what nobody can avoid, and what not knowing costs.',
  examples: [
    { caption: 'Two distributions', attributes: plain },
    {
      caption: 'A label and a prediction',
      attributes: { ...plain, experiment: 'label', start: '1 0 0', model: '0.7 0.2 0.1' },
    },
  ],
  answer: answerer,
  View: EntropyView,
});
