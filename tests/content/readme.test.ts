import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultText } from '../../src/notebook/fault.ts';
import { compileLibrary } from '../../src/notebook/library.ts';
import { loadWidgetSchemas } from '../../src/notebook/widget-schemas.ts';

const readme = readFileSync('README.md', 'utf8');
const source = /```markdown\n(---\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';
const schemas = await loadWidgetSchemas('src/widgets');

test('the lesson in the README has five lines, no fault, and a figure', () => {
  expect(source.trimEnd().split('\n')).toHaveLength(5);
  const { lessons, faults } = compileLibrary([{ file: 'content/ties.md', source }], schemas);
  expect(faults).toEqual([]);
  expect(lessons[0].islands).toMatchObject([{ widget: 'max-pool' }]);
});

test('the fault that the README quotes is the one that is printed', () => {
  const broken = source.replace('::max-pool', '::maxpool');
  const { faults } = compileLibrary([{ file: 'content/ties.md', source: broken }], schemas);
  for (const fault of faults) expect(readme).toContain(`\`${faultText(fault)}\``);
  expect(faults).toHaveLength(1);
});
