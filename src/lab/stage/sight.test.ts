import { describe, expect, test } from 'vitest';
import { type NetworkName, networks } from '../../core/networks/networks.ts';
import { Random } from '../../digits/random.ts';
import { modelOf } from '../lab-model.ts';
import { tracedThree } from '../traced-three.ts';
import { type Column, unitOf } from './column.ts';
import { type Region, sightOf, sightWords } from './sight.ts';

const random = new Random(3);
const whole = (below: number): number => Math.floor(random.between(0, below));
const sizeOf = ({ maps, rows, columns }: Column): number => (maps || 1) * rows * columns;

function holds(regions: readonly Region[], column: Column, index: number): boolean {
  const region = regions.find((each) => each.column === column);
  if (!region?.units.includes(unitOf(column, index))) return false;
  if (column.maps === 0) return true;
  const position = Math.floor(index / column.maps);
  const row = Math.floor(position / column.columns) - region.row;
  const across = (position % column.columns) - region.cellColumn;
  return row >= 0 && row < region.rows && across >= 0 && across < region.columns;
}

describe('the convolutional network', () => {
  const { columns } = modelOf(networks.cnn);
  const trace = tracedThree('cnn');
  const drawingSeenBy = (id: string, index: number) => {
    const region = sightOf(trace, columns, id, index).sees.find(
      ({ column }) => column === columns[0],
    );
    return region && [region.rows, region.columns];
  };

  test('sees of the drawing what its windows add up to: 5, 6, 10, 12, then all', () => {
    // r ← r + (k − 1)·j and j ← j·s, from the drawing on.
    expect(drawingSeenBy('conv1', 8 * 300)).toEqual([5, 5]);
    expect(drawingSeenBy('relu1', 8 * 300)).toEqual([5, 5]);
    expect(drawingSeenBy('pool1', 8 * 60)).toEqual([6, 6]);
    expect(drawingSeenBy('conv2', 16 * 33)).toEqual([10, 10]);
    expect(drawingSeenBy('pool2', 16 * 12)).toEqual([12, 12]);
    expect(drawingSeenBy('dense1', 5)).toEqual([28, 28]);
    expect(drawingSeenBy('loss', 0)).toEqual([28, 28]);
  });

  test('says so in words', () => {
    expect(sightWords(sightOf(trace, columns, 'conv2', 16 * 33 + 2), columns)).toBe(
      'sees 10 × 10 of the drawing, reaches one cell of map 2 of pool 2',
    );
    expect(sightWords(sightOf(trace, columns, 'pool2', 8), columns)).toBe(
      'sees 12 × 12 of the drawing, reaches 64 of 64 units',
    );
    expect(sightWords(sightOf(trace, columns, 'x', 14 * 28 + 14), columns)).toBe(
      'reaches 5 × 5 in each of 8 maps of convolution 1',
    );
  });
});

describe.each<NetworkName>(['cnn', 'mlp'])('in the %s', (name) => {
  const { columns } = modelOf(networks[name]);
  const trace = tracedThree(name);

  test('a cell sees another exactly when the other reaches it', () => {
    let seen = 0;
    for (let i = 0; i < 250; i++) {
      const from = whole(columns.length - 1);
      const to = from + 1 + whole(columns.length - 1 - from);
      const [early, late] = [columns[from], columns[to]];
      // Half of the pairs are neighbours in place, so that both answers come often.
      const a = whole(sizeOf(early));
      const b = whole(sizeOf(late));
      const sees = holds(sightOf(trace, columns, late.values[0].id, b).sees, early, a);
      const reaches = holds(sightOf(trace, columns, early.values[0].id, a).reaches, late, b);
      expect(sees, `${early.id} ${a}, ${late.id} ${b}`).toBe(reaches);
      if (sees) seen++;
    }
    expect(seen).toBeGreaterThan(20);
  });
});
