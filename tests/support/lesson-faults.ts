import { z } from 'zod';
import { faultText } from '../../src/notebook/fault.ts';
import { compileLibrary, type LessonFile } from '../../src/notebook/library.ts';
import type { WidgetSchemas } from '../../src/notebook/reading.ts';

/** One widget, that every kind of fault can be made with. */
export const schemas: WidgetSchemas = new Map([
  [
    'matrix',
    {
      attributes: z.strictObject({
        values: z.string().min(1),
        size: z.enum(['2', '3']).default('2'),
        experiment: z.string().optional(),
        bind: z.string().meta({ names: 'quantity' }).optional(),
      }),
      terms: ['upstream', 'kernel'],
      anchors: ['window', 'route'],
      cells: ['dx', 'loss'],
    },
  ],
]);

/** A head of ten lines. */
export const head = `---
title: A title
question: A question?
summary: A summary.
part: 2
order: 1
minutes: 5
quantities:
  logits: [50, 90, 100]
---
`;

const neighbour: LessonFile = {
  file: 'content/convolution-padding.md',
  source: `${head}## What happens at the edge\n`,
};

/** The faults of one lesson, as they are printed. The body begins on line 11. */
export function faultsOf(body: string, front = head, shelf: readonly LessonFile[] = [neighbour]) {
  const file = { file: 'content/x.md', source: front + body };
  return compileLibrary([file], schemas, shelf).faults.map(faultText);
}
