import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles, violations } from './imports.ts';

const root = new URL('../..', import.meta.url).pathname;
const planted = (path: string, text: string): SourceFile[] => [{ path, text }];

describe('the house', () => {
  it('keeps its rules', () => {
    const files = sourceFiles(root, 'src');
    expect(files.length).toBeGreaterThan(50);
    expect(violations(files)).toEqual([]);
  });

  it.each([
    ['a type import', "import type { Ops } from '../core/ops.ts';", 'draw', 'core'],
    ['a dynamic import', "const a = await import('../app/shell.tsx');", 'core', 'app'],
    ['a re-export', "export { x } from '../digits/raster.ts';", 'core', 'digits'],
    ['an import for effect', "import '../app/shell.tsx';", 'widgets', 'app'],
    [
      'a worker',
      "new Worker(new URL('../training/worker.ts', import.meta.url));",
      'player',
      'training',
    ],
  ])('notices %s across a wall', (_, text, room, other) => {
    const [found] = violations(planted(`src/${room}/planted.ts`, `\n${text}\n`));
    expect(found).toContain(`src/${room}/planted.ts:2: ${room} may not import ${other}`);
  });

  it('notices tfjs outside the core', () => {
    const text = "import * as tf from '@tensorflow/tfjs-core';";
    expect(violations(planted('src/widgets/x/view.ts', text))).toEqual([
      'src/widgets/x/view.ts:1: only core may import @tensorflow/tfjs-core',
    ]);
  });

  it('notices a schema on its way into the page', () => {
    const found = (text: string) => violations(planted('src/widgets/x/view.tsx', text));
    expect(found("import type { Attributes } from './attributes.ts';")).toEqual([]);
    expect(found("\nimport { type Attributes, names } from './attributes.ts';")).toEqual([
      'src/widgets/x/view.tsx:2: attributes.ts brings zod into the page; import its types only',
    ]);
  });

  it('notices a utils folder, a barrel, an unknown room and a file of 301 lines', () => {
    expect(violations(planted('src/core/utils/a.ts', ''))[0]).toContain('no utils folder');
    expect(violations(planted('src/core/index.ts', ''))[0]).toContain('no barrel files');
    expect(violations(planted('src/attic/a.ts', ''))[0]).toContain('no room of the house');
    expect(violations(planted('src/core/a.ts', '\n'.repeat(301)))[0]).toContain('301 lines');
  });

  it('fails on zero files', () => {
    expect(violations([])).toHaveLength(1);
  });
});
