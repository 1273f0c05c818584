import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { ConvolutionView } from './convolution-view.tsx';
import { answerer } from './experiment.ts';

const plain: Attributes = {
  experiment: 'convolution',
  preset: 'sobel-x',
  picture: 'numbers',
  padding: 'same',
  border: 'zero',
  stride: '1',
  dilation: '1',
  mode: 'correlation',
  pace: 'window',
  start: '0',
  controls: 'picture kernel padding border stride dilation mode pace',
};

export const widget = defineWidget<Attributes>({
  title: 'Convolution, window by window',
  summary:
    'A kernel slides over numbers, a picture or the reader’s digit: padding, borders, stride, dilation, and the sum of every window.',
  examples: [
    { caption: 'Numbers, with every control', attributes: plain },
    {
      caption: 'A few controls only: how much padding, and what stands in it',
      attributes: {
        ...plain,
        experiment: 'borders',
        border: 'reflect',
        controls: 'padding border',
      },
    },
    {
      caption: 'The reader’s own digit',
      attributes: {
        ...plain,
        experiment: 'digit',
        picture: 'digit',
        padding: 'valid',
        start: '300',
        controls: 'picture kernel padding border',
      },
    },
  ],
  answer: answerer,
  View: ConvolutionView,
});
