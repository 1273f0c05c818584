import { indexAt, nearSquare, type Plate, placeAt } from './plate.ts';

/** Where the blocks of a plate stand, in CSS pixels. */
export interface PlateLayout {
  readonly plate: Plate;
  /** The outputs that are shown, in the order of their blocks. */
  readonly units: readonly number[];
  /** Side of a cell. */
  readonly cell: number;
  /** Pictures side by side in a block. */
  readonly mapsAcross: number;
  readonly block: { readonly width: number; readonly height: number };
  /** Blocks side by side. */
  readonly across: number;
  readonly gap: number;
  readonly seam: number;
  readonly width: number;
  readonly height: number;
}

interface Room {
  /** What the blocks may fill. */
  readonly width: number;
  /** The longer side of a block, at most. */
  readonly block: number;
  readonly cell: number;
  /** Between the pictures of a block. */
  readonly seam: number;
}

/** Arranges the blocks of some outputs in rows, with cells as large as there is room for. */
export function plateLayoutOf(plate: Plate, units: readonly number[], room: Room): PlateLayout {
  const { columns: mapsAcross, rows: mapsDown } = nearSquare(plate.maps);
  const cellsAcross = mapsAcross * plate.columns;
  const cellsDown = mapsDown * plate.rows;
  const limit = Math.min(room.block, room.width);
  const cell = Math.max(
    1,
    Math.min(
      room.cell,
      Math.floor((limit - (mapsAcross - 1) * room.seam) / cellsAcross),
      Math.floor((limit - (mapsDown - 1) * room.seam) / cellsDown),
    ),
  );
  const block = {
    width: cellsAcross * cell + (mapsAcross - 1) * room.seam,
    height: cellsDown * cell + (mapsDown - 1) * room.seam,
  };
  const gap = plate.cells === 1 ? 4 : 8;
  const across = Math.max(
    1,
    Math.min(units.length, Math.floor((room.width + gap) / (block.width + gap))),
  );
  const down = Math.ceil(units.length / across);
  return {
    plate,
    units,
    cell,
    mapsAcross,
    block,
    across,
    gap,
    seam: room.seam,
    width: across * (block.width + gap) - gap,
    height: down * (block.height + gap) - gap,
  };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box of the block at this place in the layout's order. */
export function blockBox({ across, block, gap }: PlateLayout, at: number): Box {
  const x = (at % across) * (block.width + gap);
  return { x, y: Math.floor(at / across) * (block.height + gap), ...block };
}

/** The box of one picture of a block. */
export function mapBox(layout: PlateLayout, at: number, map: number): Box {
  const { plate, cell, mapsAcross, seam } = layout;
  const { x, y } = blockBox(layout, at);
  const width = plate.columns * cell;
  const height = plate.rows * cell;
  return {
    x: x + (map % mapsAcross) * (width + seam),
    y: y + Math.floor(map / mapsAcross) * (height + seam),
    width,
    height,
  };
}

/** The box of one weight; undefined where its output is not shown. */
export function maybeWeightBox(layout: PlateLayout, index: number): Box | undefined {
  const { plate, units, cell } = layout;
  const { unit, map, position } = placeAt(plate, index);
  const at = units.indexOf(unit);
  if (at === -1) return undefined;
  const { x, y } = mapBox(layout, at, map);
  return {
    x: x + (position % plate.columns) * cell,
    y: y + Math.floor(position / plate.columns) * cell,
    width: cell,
    height: cell,
  };
}

/** The weight under a point; undefined between the pictures. */
export function maybeWeightAt(layout: PlateLayout, x: number, y: number): number | undefined {
  const { plate, units, cell, across, block, gap } = layout;
  const column = Math.floor(x / (block.width + gap));
  const at = Math.floor(y / (block.height + gap)) * across + column;
  if (column < 0 || column >= across || at < 0 || at >= units.length) return undefined;
  for (let map = 0; map < plate.maps; map++) {
    const box = mapBox(layout, at, map);
    const [right, down] = [x - box.x, y - box.y];
    if (right < 0 || down < 0 || right >= box.width || down >= box.height) continue;
    const position = Math.floor(down / cell) * plate.columns + Math.floor(right / cell);
    return position < plate.cells ? indexAt(plate, { unit: units[at], map, position }) : undefined;
  }
  return undefined;
}
