import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { LabStopView } from './lab-stop-view.tsx';

export const widget = defineWidget<Attributes>({
  title: 'A stop of a tour',
  summary: 'A button in the text that brings the Lab of its experiment to a step.',
  examples: [
    {
      caption: 'To the first convolution of the Lab above',
      attributes: {
        experiment: 'lab',
        at: 'forward conv1',
        zoom: 'network',
        title: 'The first convolution',
      },
    },
  ],
  View: LabStopView,
});
