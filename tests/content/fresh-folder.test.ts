import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { compileLibrary, readLessonFiles } from '../../src/notebook/library.ts';
import { loadWidgetSchemas } from '../../src/notebook/widget-schemas.ts';

const good = `---
title: Four figures
question: What do four figures need?
summary: One Markdown file and no TypeScript.
part: 2
order: 50
minutes: 5
prerequisites: [max-pool-routing]
quantities:
  x: { value: [[1, 3, 2, 4], [5, 6, 7, 8], [9, 1, 2, 0], [3, 4, 5, 6]], min: -9, max: 9, step: 1 }
---
A pool first: what arrives at its 6 is :live[routing:dx.1.1]{signed}, whatever :value[x.0.0] is. It costs $5, or 3:4 of that.

::max-pool{experiment="routing" input="x"}

:::predict{kind="cell" of="routing" cells="dx" grid="4x4" shows="x" pick="nonzero"}
Click a cell that gets something.

The 6, for one.
:::

Then three others, each as it comes.

::convolution

::softmax-jacobian

::surprise-curve

| figure | lines of TypeScript |
|:--|--:|
| each | 0 |

A note.[^1]

[^1]: [Routing](max-pool-routing.md), in the course.
`;

const schemas = await loadWidgetSchemas('src/widgets');

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lessons-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('one Markdown file with four figures, outside the course, has no fault', async () => {
  const folder = folderOf({ 'four-figures.md': good });
  const shelf = readLessonFiles('content');
  const { lessons, faults } = compileLibrary(readLessonFiles(folder), schemas, shelf);
  expect(faults).toEqual([]);
  expect(lessons[0].islands).toHaveLength(4);
});

test('the command prints every fault with its place, and its exit status says so', async () => {
  const folder = folderOf({
    'four-figures.md': good,
    'other.md': good.replace('::convolution', '::convolutoin').replace('dx.1.1]', 'y]'),
  });
  const run = promisify(execFile)('npx', ['tsx', 'scripts/content.ts', folder]);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: [
      `${folder}/other.md:6:8: the order 50 in part 2 belongs to "four-figures" already`,
      `${folder}/other.md:24:1: unknown widget "convolutoin"; did you mean "convolution"?`,
      '2 lessons, 2 faults\n',
    ].join('\n'),
  });
}, 60_000);
