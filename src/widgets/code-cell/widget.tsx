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
      attributes: { exercise: 'argmax-of-zeros' },
    },
    {
      caption: 'A gradient shaped like the output',
      attributes: { exercise: 'shaped-like-output' },
    },
    {
      caption: 'Assignment where overlapping windows add up',
      attributes: { exercise: 'assign-not-add' },
    },
    {
      caption: 'Suspected code, to be judged',
      attributes: { exercise: 'suspect-is-right' },
    },
  ],
  View: CodeCellView,
});
