import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultText } from './fault.ts';
import { compileLibrary, readLessonFiles } from './library.ts';

const schemas = new Map();

const head = `---
title: A title
question: A question?
summary: A summary.
part: 2
order: 1
minutes: 5
---
`;

const faultsOf = (source: string) =>
  compileLibrary([{ file: 'content/x.md', source }], schemas).faults.map(faultText);

describe('what no lesson should hold is a fault at its place, not a crash', {
  timeout: 60_000,
}, () => {
  const levels = 4000;
  const cases: readonly (readonly [what: string, source: string, message: RegExp])[] = [
    [
      'an alias without its anchor',
      '---\ntitle: *nope\n---\n',
      /^content\/x\.md:2:1: bad YAML: .*nope/,
    ],
    [
      'aliases that multiply',
      `---\n${aliases(8)}---\n`,
      /^content\/x\.md:2:1: bad YAML: Excessive alias count/,
    ],
    [
      'a lone percent sign in an anchor',
      `${head}[x](#50%)\n`,
      /^content\/x\.md:9:1: link to "#50%"/,
    ],
    [
      'quotes in quotes without end',
      `${head}${'>'.repeat(levels)}x\n`,
      /^content\/x\.md:1:1: cannot be read: nested too deeply/,
    ],
    ['a zero byte', `${head}ab\0\n`, /^content\/x\.md:9:3: cannot be read: .*UTF-8/],
    ['bytes that are no text', `${head}\uFFFD\n`, /^content\/x\.md:9:1: cannot be read: .*UTF-8/],
    [
      'a line break in an address',
      `${head}[x](java&#x0A;script:alert(1))\n`,
      /^content\/x\.md:9:1: dead link "java script:alert\(1\)"$/,
    ],
  ];
  test.each(cases)('%s', (_, source, message) => {
    expect(faultsOf(source)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });
});

function aliases(levels: number): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < levels; i++) {
    lines.push(`a${i}: &a${i} [${new Array(9).fill(`*a${i - 1}`).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}

test('a folder named like a lesson is passed over, a link to nothing is a fault', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lessons-'));
  mkdirSync(join(folder, 'folder.md'));
  symlinkSync(join(folder, 'nothing'), join(folder, 'link.md'));
  writeFileSync(join(folder, 'text.md'), `${head}Text.\n`);
  const { lessons, faults } = compileLibrary(readLessonFiles(folder), schemas);
  expect(lessons.map(({ slug }) => slug)).toEqual(['text']);
  expect(faults.map(faultText)).toEqual([
    expect.stringMatching(/link\.md:1:1: cannot be read: ENOENT/),
  ]);
});
