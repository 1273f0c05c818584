import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { ConvStackView } from './conv-stack-view.tsx';
import { answerer } from './layers.ts';

const plain: Attributes = {
  experiment: 'stack',
  preset: 'three-small',
  size: '28',
  channels: '1',
};

export const widget = defineWidget<Attributes>({
  title: 'A stack of convolutions',
  summary: 'Shapes, parameters and the growing receptive field of layers that the reader edits.',
  examples: [
    { caption: 'Three kernels of 3 × 3', attributes: plain },
    {
      caption: 'Dilated kernels: far sight for few weights',
      attributes: { ...plain, experiment: 'dilated', preset: 'dilated' },
    },
  ],
  answer: answerer,
  View: ConvStackView,
});
