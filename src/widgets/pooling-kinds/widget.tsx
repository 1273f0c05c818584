import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './experiment.ts';
import { PoolingKindsView } from './pooling-kinds-view.tsx';

const plain: Attributes = { experiment: 'kinds', shift: 0, relu: 'off' };

export const widget = defineWidget<Attributes>({
  title: 'Kinds of pooling',
  summary: 'Max, average and both global pools on the same numbers: outputs, gradients, shifts.',
  examples: [
    { caption: 'Four pools', attributes: plain },
    {
      caption: 'Behind a ReLU, shifted by one column',
      attributes: { experiment: 'kinds-relu', shift: 1, relu: 'on' },
    },
  ],
  answer: answerer,
  View: PoolingKindsView,
});
