import { describe, expect, test } from 'vitest';
import { networkNames } from '../../../core/networks/networks.ts';
import { indexIn } from '../../../draw/feature-map.ts';
import { indexOf } from '../../../trace/tensor.ts';
import { paramOf } from '../../../trace/trace.ts';
import { modelOf } from '../../lab-model.ts';
import { tracedThree } from '../../traced-three.ts';
import { indexAt, nearSquare, type Plate, placeAt, plateLayersOf, weightName } from './plate.ts';
import { maybeWeightAt, maybeWeightBox, plateLayoutOf } from './plate-layout.ts';
import { plateSheets } from './plate-sheets.ts';

const all = (units: number) => Array.from({ length: units }, (_, unit) => unit);

describe.each(networkNames)('the plates of the %s', (name) => {
  const trace = tracedThree(name);
  const plates = plateLayersOf(modelOf(trace.graph)).flatMap((layer) => layer.plates);

  test('are all parameters, each weight in one place', () => {
    expect(plates.map(({ id }) => id)).toEqual(trace.graph.params.map(({ id }) => id));
    for (const plate of plates) {
      const { data } = paramOf(trace, plate.id);
      const seen = new Set<number>();
      let astray = 0;
      for (let index = 0; index < data.length; index++) {
        const place = placeAt(plate, index);
        if (indexAt(plate, place) !== index) astray += 1;
        seen.add((place.unit * plate.maps + place.map) * plate.cells + place.position);
      }
      expect(astray).toBe(0);
      expect(seen.size).toBe(data.length);
      expect(plate.units * plate.maps * plate.cells).toBe(data.length);
    }
  });

  test.each([1072, 358])('are laid out on %d px where a pointer finds every weight', (width) => {
    for (const plate of plates) {
      for (const units of [all(plate.units), [plate.units - 1]]) {
        const room = { width, block: units.length === 1 ? 224 : 44, cell: 44, seam: 2 };
        const layout = plateLayoutOf(plate, units, room);
        expect(layout.width).toBeLessThanOrEqual(width);
        const { length } = paramOf(trace, plate.id).data;
        for (let index = 0; index < length; index += Math.ceil(length / 97)) {
          const box = maybeWeightBox(layout, index);
          if (!box) {
            expect(units).not.toContain(placeAt(plate, index).unit);
            continue;
          }
          const found = maybeWeightAt(layout, box.x + box.width / 2, box.y + box.height / 2);
          expect(found).toBe(index);
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        }
      }
    }
  });

  test('can be read as tables that hold every weight once', () => {
    for (const plate of plates) {
      const data = all(paramOf(trace, plate.id).data.length);
      const read = plateSheets(plate, data).flatMap(({ view }) =>
        all(view.rows).flatMap((row) =>
          all(view.columns).map((column) => view.data[indexIn(view, row, column)]),
        ),
      );
      expect([...read].sort((a, b) => a - b)).toEqual(data);
    }
  });
});

describe('a weight', () => {
  const trace = tracedThree('cnn');
  const plates = plateLayersOf(modelOf(trace.graph)).flatMap((layer) => layer.plates);
  const plate = (id: string): Plate => {
    const found = plates.find((one) => one.id === id);
    if (!found) throw new Error(`no plate ${id}`);
    return found;
  };

  test('of a convolution is called by its map, the map it looks at, its row and column', () => {
    const index = indexOf([3, 3, 8, 16], [2, 1, 5, 11]);
    expect(weightName(plate('conv2.w'), index)).toBe('to map 11, from map 5, row 2, column 1');
  });

  test('of a dense layer after maps by the pixel it looks at', () => {
    // The row is row · 5 · 16 + column · 16 + map.
    const index = indexOf([64, 400], [7, (3 * 5 + 2) * 16 + 9]);
    expect(weightName(plate('dense1.W'), index)).toBe('to unit 7, from map 9, row 3, column 2');
    expect(weightName(plate('dense2.W'), 64 * 8 + 5)).toBe('to digit 8, from unit 5 of dense');
    expect(weightName(plate('dense1.b'), 12)).toBe('bias of unit 12');
  });

  test('stands in a block that is near a square', () => {
    expect(nearSquare(64)).toEqual({ rows: 8, columns: 8 });
    expect(nearSquare(128)).toEqual({ rows: 8, columns: 16 });
    expect(nearSquare(8)).toEqual({ rows: 2, columns: 4 });
    expect(nearSquare(67)).toEqual({ rows: 8, columns: 9 });
    expect(nearSquare(1)).toEqual({ rows: 1, columns: 1 });
  });
});
