import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { TransposedView } from './transposed-view.tsx';
import { answerer } from './way-back.ts';

const plain: Attributes = {
  experiment: 'transposed',
  size: '5',
  padding: 'valid',
  stride: '1',
  way: 'stamp',
  start: '0',
};

export const widget = defineWidget<Attributes>({
  title: 'Transposed convolution',
  summary:
    'The same wires walked back, and the full correlation with the turned kernel that comes to the same.',
  examples: [
    { caption: 'Every output stamps the kernel', attributes: plain },
    {
      caption: 'Every input collects: with a stride, the upstream gradient has holes',
      attributes: { ...plain, experiment: 'strided', stride: '2', way: 'collect', start: '6' },
    },
  ],
  answer: answerer,
  View: TransposedView,
});
