import type { Place } from '../../draw/wire.ts';
import type { Column } from './column.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where one column stands, in pixels of the stage. */
export interface ColumnLayout {
  readonly column: Column;
  readonly box: Rect;
  /** One for each map, or for each cell of a vector. */
  readonly units: readonly Rect[];
}

export interface StageLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly ColumnLayout[];
}

/** Room above the columns for their titles. */
const TITLES = 44;
const BOTTOM = 10;
const GAP = 5;
const MOST_ROWS = 8;
/** At the right, for the title of a narrow last column. */
const MARGIN = 22;
const LARGEST_MAP = 76;
const SMALLEST_WIRE = 52;
/** As wide as the words over the drawing. */
const TITLE = 70;
const LONGEST_WIRE = 220;
/** A network of so few columns has room for a large picture and long wires. */
const FEW = 3;

/** Arranges columns left to right; asks for more width than given rather than crowd the wires. */
export function layoutOf(columns: readonly Column[], width: number, height: number): StageLayout {
  const room = height - TITLES - BOTTOM;
  const map = Math.min(LARGEST_MAP, Math.floor(room / MOST_ROWS) - GAP);
  const few = columns.length <= FEW;
  const lone = few
    ? Math.round(Math.min(0.55 * room, 0.25 * width, 3 * LARGEST_MAP))
    : Math.round(2.1 * map);
  const longest = few ? 2 * LONGEST_WIRE : LONGEST_WIRE;
  const grids = columns.map((column) => gridOf(column, map, lone, room));
  const taken = grids.reduce((sum, grid) => sum + grid.across * (grid.side + grid.gap), 0);
  const labels = columns.filter(({ names }) => names).length * LABEL;
  const last = columns.length - 1;
  // A small first picture leaves room for its title, which stands over its middle.
  const start = Math.max(2, (TITLE - grids[0].side) / 2);
  const wire = Math.max(
    SMALLEST_WIRE,
    Math.min(longest, (width - taken - labels - MARGIN - start) / last),
  );
  let x = start;
  const placed = columns.map((column, index): ColumnLayout => {
    const { side, across, down, gap } = grids[index];
    const top = TITLES + (room - down * (side + gap) + gap) / 2;
    const count = column.maps || column.rows;
    const units = Array.from({ length: count }, (_, unit) => ({
      x: x + Math.floor(unit / down) * (side + gap),
      y: top + (unit % down) * (side + gap),
      width: side,
      height: side,
    }));
    const box = {
      x,
      y: top,
      width: across * (side + gap) - gap,
      height: down * (side + gap) - gap,
    };
    x += box.width + wire + (column.names ? LABEL : 0);
    return { column, box, units };
  });
  return { width: Math.max(width, Math.ceil(x - wire + MARGIN)), height, columns: placed };
}

/** Room beside a cell for its name. */
const LABEL = 18;

/** `map`: the side of one map of many, `lone` that of the only one. */
function gridOf({ maps, rows }: Column, map: number, lone: number, room: number) {
  if (maps === 1) return { side: lone, across: 1, down: 1, gap: 0 };
  if (maps > 0) {
    return {
      side: map,
      down: Math.min(maps, MOST_ROWS),
      across: Math.ceil(maps / MOST_ROWS),
      gap: GAP,
    };
  }
  if (rows === 1) return { side: 48, across: 1, down: 1, gap: 0 };
  if (rows <= 10)
    return { side: Math.min(30, Math.floor(room / 14)), across: 1, down: rows, gap: 4 };
  const down = 32;
  const side = Math.floor(room / down) - 1;
  return { side, across: Math.ceil(rows / down), down, gap: 1 };
}

/** Where the wires of a unit leave: at its column's edge, so that none runs behind a neighbour. */
export const leaving = ({ column, box, units }: ColumnLayout, unit: number): Place => ({
  x: box.x + box.width + (column.names ? LABEL + 2 : 0),
  y: portOf(box, units[unit]),
});

/** Where they arrive. */
export const arriving = ({ box, units }: ColumnLayout, unit: number): Place => ({
  x: box.x,
  y: portOf(box, units[unit]),
});

/** Side by side in a row, the left one has its port above the middle, the right one below. */
function portOf(box: Rect, { x, y, width, height }: Rect): number {
  const middle = x + width / 2 - (box.x + box.width / 2);
  return y + height / 2 + (0.44 * height * middle) / box.width;
}

/** The rectangle of one cell of a value that a column shows. */
export function cellRect({ column, units }: ColumnLayout, index: number): Rect {
  if (column.maps === 0) return units[index];
  const unit = units[index % column.maps];
  const position = Math.floor(index / column.maps);
  const width = unit.width / column.columns;
  const height = unit.height / column.rows;
  return {
    x: unit.x + (position % column.columns) * width,
    y: unit.y + Math.floor(position / column.columns) * height,
    width,
    height,
  };
}

/** Which cell of which column lies under a point; undefined between them. */
export function maybeCellAt(
  layout: StageLayout,
  { x, y }: Place,
): { readonly place: ColumnLayout; readonly index: number } | undefined {
  for (const place of layout.columns) {
    const { column, units } = place;
    const unit = units.findIndex(
      (rect) => x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height,
    );
    if (unit === -1) continue;
    if (column.maps === 0) return { place, index: unit };
    const rect = units[unit];
    const across = Math.floor(((x - rect.x) / rect.width) * column.columns);
    const down = Math.floor(((y - rect.y) / rect.height) * column.rows);
    return { place, index: (down * column.columns + across) * column.maps + unit };
  }
  return undefined;
}
