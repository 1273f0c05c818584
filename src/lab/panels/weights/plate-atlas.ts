import type { Theme } from '../../../draw/color.ts';
import { type Atlas, createAtlas, type Readable } from '../../../draw/feature-map.ts';
import type { Scale } from '../../../draw/scale.ts';
import { indexAt, type Plate } from './plate.ts';
import { mapBox, type PlateLayout } from './plate-layout.ts';

/** All pictures of a plate on one small canvas, a pixel for a weight. */
export interface PlateAtlas {
  readonly plate: Plate;
  readonly atlas: Atlas;
  readonly across: number;
}

const WIDTH = 512;

export function createPlateAtlas(plate: Plate): PlateAtlas {
  const { units, maps, rows, columns } = plate;
  const across = Math.max(1, Math.floor(WIDTH / columns));
  const down = Math.ceil((units * maps) / across);
  return { plate, atlas: createAtlas(across * columns, down * rows), across };
}

/** Where picture `map` of `unit` lies in the atlas. */
const placeIn = ({ plate, across }: PlateAtlas, unit: number, map: number) => {
  const at = unit * plate.maps + map;
  return { x: (at % across) * plate.columns, y: Math.floor(at / across) * plate.rows };
};

export function fillPlateAtlas(
  plated: PlateAtlas,
  data: Readable,
  scale: Scale,
  theme: Theme,
): void {
  const { plate, atlas } = plated;
  const { columns, cells, positionStride } = plate;
  const full = Math.floor(cells / columns);
  for (let unit = 0; unit < plate.units; unit++) {
    for (let map = 0; map < plate.maps; map++) {
      const { x, y } = placeIn(plated, unit, map);
      const rowStride = columns * positionStride;
      const strides = { data, rowStride, columnStride: positionStride };
      const offset = indexAt(plate, { unit, map, position: 0 });
      atlas.draw({ ...strides, offset, rows: full, columns }, scale, theme, x, y);
      const rest = cells - full * columns;
      if (rest === 0) continue;
      const last = { ...strides, offset: offset + full * rowStride, rows: 1, columns: rest };
      atlas.draw(last, scale, theme, x, y + full);
    }
  }
  atlas.upload();
}

/** Draws the blocks of a layout from the atlas, with a hairline around every picture. */
export function drawPlate(
  context: CanvasRenderingContext2D,
  plated: PlateAtlas,
  layout: PlateLayout,
  hairline: string,
): void {
  const { plate, units } = layout;
  const { rows, columns, maps } = plate;
  context.imageSmoothingEnabled = false;
  context.strokeStyle = hairline;
  context.lineWidth = 1;
  for (const [at, unit] of units.entries()) {
    for (let map = 0; map < maps; map++) {
      const from = placeIn(plated, unit, map);
      const { x, y, width, height } = mapBox(layout, at, map);
      context.drawImage(plated.atlas.canvas, from.x, from.y, columns, rows, x, y, width, height);
      context.strokeRect(x, y, width, height);
    }
  }
}
