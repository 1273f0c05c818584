import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';
import { SoftmaxStagesView } from './softmax-stages-view.tsx';

const plain: Attributes = {
  experiment: 'stages',
  format: 'float32',
  form: 'naive',
  flush: 'no',
  device: 'yes',
  start: 'divide',
};

export const widget = defineWidget<Attributes>({
  title: 'Softmax, stage by stage',
  summary:
    'Softmax as it is written and with the maximum subtracted, side by side in a number format that really breaks.',
  examples: [
    { caption: 'Where float32 breaks', attributes: plain },
    {
      caption: 'In half precision, before the first stage',
      attributes: { ...plain, experiment: 'stages-half', format: 'float16', start: 'logits' },
    },
  ],
  answer: (attributes) => answerer(attributes),
  View: SoftmaxStagesView,
});
