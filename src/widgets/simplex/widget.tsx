import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';
import { SimplexView } from './simplex-view.tsx';

const plain: Attributes = { experiment: 'simplex', temperature: 1 };

export const widget = defineWidget<Attributes>({
  title: 'The triangle of three classes',
  summary: 'Softmax as a point to move, its path over the temperatures, and sparsemax on the edge.',
  examples: [
    { caption: 'A point and its logits', attributes: plain },
    {
      caption: 'Twice as warm',
      attributes: { ...plain, experiment: 'simplex-warm', temperature: 2 },
    },
  ],
  answer: (attributes) => answerer(attributes),
  View: SimplexView,
});
