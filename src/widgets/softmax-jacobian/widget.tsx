import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';
import { JacobianView } from './jacobian-view.tsx';

const plain: Attributes = {
  experiment: 'jacobian',
  classes: 3,
  source: 'typed',
  row: 0,
  column: 1,
  nudge: 'shown',
};

export const widget = defineWidget<Attributes>({
  title: 'The Jacobian of softmax',
  summary: 'How every score pushes every probability: each cell opens its derivation.',
  examples: [
    { caption: 'Three classes', attributes: plain },
    {
      caption: 'Ten classes, on the diagonal',
      attributes: { ...plain, experiment: 'ten', classes: 10, row: 1, nudge: 'hidden' },
    },
  ],
  answer: (attributes) => answerer(attributes),
  View: JacobianView,
});
