import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { BackwardView } from './backward-view.tsx';
import { answerer } from './experiment.ts';

const plain: Attributes = {
  experiment: 'conv-back',
  size: '4',
  side: '2',
  stride: '1',
  padding: 'valid',
  gradient: 'dx',
  way: 'send',
  rule: 'truth',
  check: 'off',
  start: '0',
  controls: 'gradient way size kernel stride padding check',
};

export const widget = defineWidget<Attributes>({
  title: 'The gradients of a convolution',
  summary:
    'Input, kernel and bias get their gradients: entries that send, cells that collect under the turned kernel, or matrices.',
  examples: [
    { caption: 'The input’s gradient: every upstream entry sends', attributes: plain },
    {
      caption: 'Stride 2 puts holes between the entries; the turned kernel collects',
      attributes: {
        ...plain,
        experiment: 'holes',
        size: '5',
        side: '3',
        stride: '2',
        way: 'collect',
        start: '12',
        check: 'on',
      },
    },
    {
      caption: 'The kernel’s gradient as a product of matrices',
      attributes: { ...plain, experiment: 'im2col', gradient: 'dw', way: 'matrix', start: '1' },
    },
    {
      caption: 'Three mistakes, and the proof',
      attributes: {
        ...plain,
        experiment: 'mistakes',
        size: '5',
        side: '3',
        stride: '2',
        rule: 'assign',
        check: 'on',
        start: '3',
        controls: 'rule gradient way stride check',
      },
    },
  ],
  answer: answerer,
  View: BackwardView,
});
