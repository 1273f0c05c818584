import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { CoverageView } from './coverage-view.tsx';
import { answerer } from './seen.ts';

const plain: Attributes = {
  experiment: 'coverage',
  size: '6',
  kernel: '3',
  padding: 'valid',
  stride: '1',
  dilation: '1',
  cell: '0.0',
};

export const widget = defineWidget<Attributes>({
  title: 'Coverage',
  summary: 'How many windows see each cell of an image, under any padding, stride and dilation.',
  examples: [
    { caption: 'Valid: the corner is seen once', attributes: plain },
    {
      caption: 'A stride larger than the kernel leaves holes',
      attributes: {
        ...plain,
        experiment: 'unseen',
        size: '8',
        kernel: '2',
        stride: '3',
        cell: '2.2',
      },
    },
  ],
  answer: answerer,
  View: CoverageView,
});
