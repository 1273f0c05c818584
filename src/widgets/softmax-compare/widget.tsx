import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';
import { SoftmaxCompareView } from './softmax-compare-view.tsx';

const shares: Attributes = { experiment: 'compare', mode: 'shares', format: 'float32' };

export const widget = defineWidget<Attributes>({
  title: 'Softmax and its doubles',
  summary: 'Plain normalisation beside softmax, and log(softmax) beside log-softmax.',
  examples: [
    { caption: 'Plain shares and softmax, shifted and scaled', attributes: shares },
    {
      caption: 'What is lost when the logarithm comes last',
      attributes: { ...shares, experiment: 'logs', mode: 'logs' },
    },
  ],
  answer: (attributes) => answerer(attributes),
  View: SoftmaxCompareView,
});
