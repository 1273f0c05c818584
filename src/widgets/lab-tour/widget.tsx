import { defineWidget } from '../definition.ts';
import { answerer } from './answer.ts';
import type { Attributes } from './attributes.ts';
import { LabTourView } from './lab-tour-view.tsx';

export const widget = defineWidget<Attributes>({
  title: 'The Lab',
  summary: 'A digit on its way through a network and back, for a lesson to lead through.',
  examples: [
    {
      caption: 'The convolutional net, at the end of the way forward',
      attributes: { experiment: 'lab', network: 'cnn', label: 8 },
    },
  ],
  answer: answerer,
  View: LabTourView,
});
