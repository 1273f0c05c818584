import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { MaxPoolDigitView } from './max-pool-digit-view.tsx';

export const widget = defineWidget<Attributes>({
  title: 'Your digit in the pool',
  summary: 'How many windows of the real network are ties on your drawing, and who decides them.',
  examples: [
    {
      caption: 'The sea of ties',
      attributes: { experiment: 'sea', rule: 'first', map: 1, label: 8 },
    },
  ],
  View: MaxPoolDigitView,
});
