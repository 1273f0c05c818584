import { describe, expect, test } from 'vitest';
import type { Cell } from '../trace/expression.ts';
import { into, outOf, wholeNetwork, type Zoom } from './zoom.ts';

const cell = (id: string, index: number) => ({ of: 'value', id, index }) as const satisfies Cell;

describe('the zoom', () => {
  test('leads from any cell to its sum in two steps, and back out in two', () => {
    const layer = into(wholeNetwork, cell('conv2', 7));
    expect(layer).toEqual({ level: 'layer', value: 'conv2' });
    const sum = into(layer, cell('conv2', 7));
    expect(sum).toEqual({ level: 'cell', cell: cell('conv2', 7) });
    expect(outOf(sum)).toEqual(layer);
    expect(outOf(layer)).toEqual(wholeNetwork);
    expect(outOf(wholeNetwork)).toEqual(wholeNetwork);
  });

  test('goes back out along the cells that it came through', () => {
    const way = [cell('logits', 3), cell('relu3', 12), cell('flat', 100)];
    let zoom: Zoom = { level: 'layer', value: 'logits' };
    const seen: Zoom[] = [zoom];
    for (const next of way) {
      zoom = into(zoom, next);
      seen.push(zoom);
    }
    expect(zoom).toMatchObject({ cell: way[2], via: [way[0], way[1]] });
    for (const before of seen.slice(0, -1).reverse()) {
      zoom = outOf(zoom);
      expect(zoom.level === 'cell' ? zoom.cell : zoom).toEqual(
        before.level === 'cell' ? before.cell : before,
      );
    }
  });
});
