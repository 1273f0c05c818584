import type { Page } from 'playwright';
import { expect } from 'vitest';
import { type Cell, readCell } from '../../src/trace/expression.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { parseShown, shownNumbers } from './lab.ts';

/** `gradient:conv1:123` → the cell. */
export function parseCell(key: string): Cell {
  const parts = key.split(':');
  const index = Number(parts.at(-1));
  const [of, id, name] = parts;
  if (of === 'saved') return { of, node: id, name, index };
  if (of === 'value' || of === 'gradient' || of === 'param' || of === 'paramGradient') {
    return { of, id, index };
  }
  throw new Error(`"${key}" names no cell`);
}

/** Every number on the page that says which cell it is equals the trace to the digits shown. */
export async function expectTrueNumbers(page: Page, trace: Trace, least: number): Promise<void> {
  const shown = await shownNumbers(page);
  expect(shown.length).toBeGreaterThanOrEqual(least);
  for (const { cell, text } of shown) {
    const { value, unit } = parseShown(text);
    const exact = readCell(trace, parseCell(cell));
    expect(Math.abs(value - exact), `${cell} shows ${text}, is ${exact}`).toBeLessThanOrEqual(
      0.501 * unit + 1e-6 * Math.abs(exact),
    );
  }
}
