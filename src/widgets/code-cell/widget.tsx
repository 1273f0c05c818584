import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { CodeCellView } from './code-cell-view.tsx';

export const widget = defineWidget<Attributes>({
  title: 'Code cell',
  summary:
    'A backward pass to mend or to acquit: edit it, run it, and see its gradient beside the measured slopes.',
  examples: [
    {
      caption: 'The argmax of zeros',
      attributes: { experiment: 'corner', exercise: 'argmax-of-zeros', folded: 'no' },
    },
    {
      caption: 'A gradient shaped like the output',
      attributes: { experiment: 'shape', exercise: 'shaped-like-output', folded: 'no' },
    },
    {
      caption: 'Assignment where overlapping windows add up',
      attributes: { experiment: 'assign', exercise: 'assign-not-add', folded: 'no' },
    },
    {
      caption: 'Suspected code, to be judged',
      attributes: { experiment: 'suspect', exercise: 'suspect-is-right', folded: 'no' },
    },
  ],
  View: CodeCellView,
});
