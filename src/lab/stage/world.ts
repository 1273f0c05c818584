import type { Column } from './column.ts';
import type { ColumnLayout, Rect, StageLayout } from './layout.ts';
import type { Gap } from './link.ts';
import type { Size } from './use-size.ts';

/** A layout of the columns, and between two of them the board with the sum of one cell. */
export interface World extends StageLayout {
  readonly board: Rect;
}

/** Room at the top for the way back out. */
export const CRUMBS = 44;
const TITLES = 48;
const BOTTOM = 12;
const GUTTER = 32;
/** From here on the board stands between the columns, below it beneath them. */
const WIDE = 640;

/** Around a board that is seen from afar: its head, its foot, and its edge. */
export const PANEL = { head: 26, foot: 22, edge: 6 };

/** Size of a board where its numbers can be read: it fills the stage. */
export const boardSize = ({ width, height }: Size): Size => ({
  width: width - 16,
  height: height - CRUMBS - 16,
});

/** What a board fills when the reader is at one cell. */
export const boardFrame = (size: Size): Rect => ({ x: 8, y: CRUMBS + 4, ...boardSize(size) });

/** The network as it stands; the board lies folded up in the gap that will open. */
export function closedWorld(layout: StageLayout, gap: Gap | undefined, size: Size): World {
  const source = layout.columns.find(({ column }) => column === gap?.source);
  const target = layout.columns.find(({ column }) => column === gap?.target);
  const { width, height } = boardSize(size);
  const left = source ? source.box.x + source.box.width : 0;
  const right = target ? target.box.x : layout.width;
  const across = Math.max(4, 0.6 * (right - left));
  const down = (across * height) / width;
  return {
    ...layout,
    board: {
      x: (left + right - across) / 2,
      y: (layout.height - down) / 2,
      width: across,
      height: down,
    },
  };
}

/** The network opened at one gap: its two columns fill the sides, the board stands between them. */
export function openedWorld(layout: StageLayout, gap: Gap, size: Size): World {
  const { width, height } = size;
  const top = CRUMBS + TITLES;
  const room = height - top - BOTTOM;
  const wide = width >= WIDE;
  const shape = boardSize(size);
  const across = wide
    ? Math.round(0.42 * width)
    : Math.min(width - 32, (0.43 * room * shape.width) / shape.height);
  const down = (across * shape.height) / shape.width;
  const side = wide ? (width - across - 2 * GUTTER - 16) / 2 : (width - GUTTER - 16) / 2;
  const { head, foot, edge } = PANEL;
  const deep = wide ? room : room - down - head - foot - 2 * edge - 12;
  const board: Rect = wide
    ? { x: 8 + side + GUTTER, y: top + (room - down) / 2, width: across, height: down }
    : { x: (width - across) / 2, y: height - 2 - edge - foot - down, width: across, height: down };
  const weighed = Object.keys(gap.node.params).length > 0;
  const source = block(gap.source, { x: 8, y: top, width: side, height: deep }, weighed);
  const target = block(
    gap.target,
    { x: width - 8 - side, y: top, width: side, height: deep },
    weighed,
  );
  const [first, last] = [gap.source, gap.target].map((column) =>
    layout.columns.findIndex((place) => place.column === column),
  );
  const columns = layout.columns.map((place, index) => {
    if (place.column === gap.source) return source;
    if (place.column === gap.target) return target;
    if (index < first) return aside(place, layout, layout.columns[first].box.x, -GUTTER);
    const end = layout.columns[last].box;
    return aside(place, layout, end.x + end.width, width + GUTTER);
  });
  return { width, height, columns, board };
}

const GAP = 6;
const LARGEST_MAP = 300;
const LARGEST_CELL = 40;
/** Beside a picture its weights have room: this share of its side. */
export const WEIGHTS_SHARE = 0.4;

/** A column's pictures as large as they fit into a box, with room for weights beside each. */
function block(column: Column, box: Rect, weighed: boolean): ColumnLayout {
  const vector = column.maps === 0;
  const count = column.maps || column.rows;
  const named = column.names ? 18 : 0;
  const beside = weighed ? (vector ? 0.7 : WEIGHTS_SHARE) : 0;
  const most = vector ? (count === 1 ? 64 : LARGEST_CELL) : LARGEST_MAP;
  const gap = vector ? 4 : GAP;
  let best = { side: 0, down: count, worth: 0 };
  for (let across = 1; across <= count; across++) {
    const down = Math.ceil(count / across);
    if (column.names && across > 1) break;
    const side = Math.min(
      most,
      (box.width / across - gap - named) / (1 + beside),
      box.height / down - gap,
    );
    // A little smaller is better than a ragged last row.
    const worth = side * (count / (across * down)) ** 0.5;
    if (worth > best.worth + 0.01) best = { side, down, worth };
  }
  const { side, down } = best;
  const across = Math.ceil(count / down);
  const pitch = side * (1 + beside) + gap + named;
  const taken = { width: across * pitch - gap, height: down * (side + gap) - gap };
  const left = box.x + (box.width - taken.width) / 2;
  const top = box.y + (box.height - taken.height) / 2;
  const units = Array.from({ length: count }, (_, unit) => ({
    x: left + Math.floor(unit / down) * pitch,
    y: top + (unit % down) * (side + gap),
    width: side,
    height: side,
  }));
  return { column, units, box: { x: left, y: top, ...taken } };
}

/** How much larger the columns aside become while the gap opens. */
const SWELL = 1.6;

/** Every other column makes way: it goes on out of sight, as if the reader had stepped nearer. */
function aside(
  { column, units, box }: ColumnLayout,
  layout: StageLayout,
  from: number,
  to: number,
): ColumnLayout {
  const middle = layout.height / 2;
  const moved = (rect: Rect): Rect => ({
    x: to + (rect.x - from) * SWELL,
    y: middle + (rect.y - middle) * SWELL,
    width: rect.width * SWELL,
    height: rect.height * SWELL,
  });
  return { column, units: units.map(moved), box: moved(box) };
}

/** Whether two worlds show the same pictures: between two networks there is no way. */
export const areOfOneNetwork = (a: World, b: World): boolean =>
  a.columns.length === b.columns.length &&
  a.columns.every(({ column, units }, index) => {
    const other = b.columns[index];
    return column.id === other.column.id && units.length === other.units.length;
  });

/** A world part of the way from one to another of its network: every picture on a straight line. */
export function mixedWorld(from: World, to: World, share: number): World {
  const mix = (a: number, b: number) => a + (b - a) * share;
  const mixRect = (a: Rect, b: Rect): Rect => ({
    x: mix(a.x, b.x),
    y: mix(a.y, b.y),
    width: mix(a.width, b.width),
    height: mix(a.height, b.height),
  });
  return {
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
    board: mixRect(from.board, to.board),
    columns: to.columns.map(({ column, box, units }, index) => ({
      column,
      box: mixRect(from.columns[index].box, box),
      units: units.map((unit, at) => mixRect(from.columns[index].units[at], unit)),
    })),
  };
}
