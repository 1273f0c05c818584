import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';
import { VjpCostView } from './vjp-cost-view.tsx';

const plain: Attributes = { experiment: 'cost', classes: '3', code: 'full' };

export const widget = defineWidget<Attributes>({
  title: 'The vector–Jacobian product and its cost',
  summary: 'The whole matrix against the product without it: line by line, and counted.',
  examples: [
    { caption: 'Three classes, the whole matrix', attributes: plain },
    {
      caption: 'Ten classes, the shortcut',
      attributes: { experiment: 'short', classes: '10', code: 'vjp' },
    },
    {
      caption: 'Fifty thousand classes: run, not drawn',
      attributes: { experiment: 'many', classes: '50000', code: 'vjp' },
    },
    {
      caption: 'A slope copied from the sigmoid',
      attributes: { experiment: 'copied', classes: '3', code: 'diagonal' },
    },
  ],
  answer: (attributes) => answerer(attributes),
  View: VjpCostView,
});
