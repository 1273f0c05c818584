import type { Zoom } from './../zoom.ts';
import type { Board } from './board/board.ts';
import { type Camera, flightBetween, framing, plainSight, rectOnScreen } from './camera.ts';
import type { Rect, StageLayout } from './layout.ts';
import type { Gap } from './link.ts';
import type { Size } from './use-size.ts';
import { boardFrame, closedWorld, mixedWorld, openedWorld, type World } from './world.ts';

/** Where the reader rests: a world, how it is seen, and the sum on its board. */
export interface Pose {
  readonly world: World;
  readonly camera: Camera;
  /** 0: the network, 1: a layer, 2: a cell; between them, on the way. */
  readonly depth: number;
  readonly board: Board | undefined;
}

/** One of the three resting places: the same for the same layout, level and gap. */
export function poseOf(
  level: Zoom['level'],
  layout: StageLayout,
  gap: Gap | undefined,
  size: Size,
  board: Board | undefined,
): Pose {
  if (level === 'network' || !gap) {
    return { world: closedWorld(layout, gap, size), camera: plainSight, depth: 0, board };
  }
  const world = openedWorld(layout, gap, size);
  if (level === 'layer') return { world, camera: plainSight, depth: 1, board };
  return { world, camera: framing(world.board, boardFrame(size)), depth: 2, board };
}

/** A board on the screen. */
export interface BoardView {
  readonly board: Board;
  readonly rect: Rect;
  readonly alpha: number;
}

/** All that is drawn, in pixels of the screen. */
export interface Shot {
  readonly layout: StageLayout;
  readonly camera: Camera;
  readonly depth: number;
  readonly boards: readonly BoardView[];
}

export function shotOf({ world, camera, depth, board }: Pose): Shot {
  return {
    layout: layoutOnScreen(camera, world),
    camera,
    depth,
    boards: viewsOf(board, rectOnScreen(camera, world.board), Math.min(1, depth)),
  };
}

/** One moment of the flight from one resting place to another: `share` 0 … 1 of the way. */
export function shotBetween(from: Pose, to: Pose, share: number, size: Size): Shot {
  const pose = poseBetween(from, to, share, size);
  const shot = shotOf({ ...pose, board: to.depth >= 1 ? to.board : from.board });
  const { board: before } = from;
  const { board: after } = to;
  if (!before || !after || before === after || from.depth < 1 || to.depth < 1) return shot;
  if (sameCell(before, after)) return shot;
  const rect = rectOnScreen(pose.camera, pose.world.board);
  return { ...shot, boards: passage(before, after, rect, share) };
}

/** The pose itself on the way: where the next flight starts if this one is broken off. */
export function poseBetween(from: Pose, to: Pose, share: number, size: Size): Pose {
  return {
    world: mixedWorld(from.world, to.world, share),
    camera: flightBetween(from.camera, to.camera, size)(share),
    depth: from.depth + (to.depth - from.depth) * share,
    board: share < 0.5 ? from.board : to.board,
  };
}

const sameCell = (a: Board, b: Board): boolean =>
  a.cell.of === b.cell.of && a.cell.id === b.cell.id && a.cell.index === b.cell.index;

/**
 * From one sum to another. Where the one is of a cell that the other is made of, the reader dives
 * into that cell, and finds its sum there; back out the same way. Others fade.
 */
function passage(before: Board, after: Board, rect: Rect, share: number): BoardView[] {
  const inwards = squareOf(before, after, rect);
  if (inwards) {
    const inner = mixedRect(inwards, rect, share);
    return [
      { board: before, rect: outerRect(inwards, rect, inner), alpha: 1 },
      { board: after, rect: inner, alpha: Math.min(1, share * 2) },
    ];
  }
  const outwards = squareOf(after, before, rect);
  if (outwards) {
    const inner = mixedRect(rect, outwards, share);
    return [
      { board: after, rect: outerRect(outwards, rect, inner), alpha: 1 },
      { board: before, rect: inner, alpha: Math.min(1, (1 - share) * 2) },
    ];
  }
  return [...viewsOf(before, rect, 1 - share), ...viewsOf(after, rect, share)];
}

/** Where on the screen a board shows the cell that another is about; wide as the other is. */
function squareOf(board: Board, other: Board, rect: Rect): Rect | undefined {
  const { of, id, index } = other.cell;
  const k = rect.width / board.width;
  for (const { x, y, side, across, cells } of board.grids) {
    const at = cells.findIndex(
      (cell) => cell?.of === of && 'id' in cell && cell.id === id && cell.index === index,
    );
    if (at === -1) continue;
    const width = k * side;
    return {
      x: rect.x + k * (x + (at % across) * side),
      y: rect.y + k * (y + Math.floor(at / across) * side),
      width,
      height: (width * rect.height) / rect.width,
    };
  }
  return undefined;
}

/** Where the whole board is while its one square is at `inner`. */
function outerRect(square: Rect, rect: Rect, inner: Rect): Rect {
  const k = inner.width / square.width;
  return {
    x: inner.x - k * (square.x - rect.x),
    y: inner.y - k * (square.y - rect.y),
    width: k * rect.width,
    height: k * rect.height,
  };
}

/** Sizes grow by a factor a moment, not by a length: so a dive is even to the eye. */
function mixedRect(from: Rect, to: Rect, share: number): Rect {
  const width = from.width ** (1 - share) * to.width ** share;
  const grown = to.width === from.width ? share : (width - from.width) / (to.width - from.width);
  return {
    x: from.x + (to.x - from.x) * grown,
    y: from.y + (to.y - from.y) * grown,
    width,
    height: from.height + (to.height - from.height) * grown,
  };
}

const viewsOf = (board: Board | undefined, rect: Rect, alpha: number): BoardView[] =>
  board && alpha > 0.001 ? [{ board, rect, alpha }] : [];

function layoutOnScreen(camera: Camera, world: World): StageLayout {
  if (camera === plainSight) return world;
  return {
    width: world.width,
    height: world.height,
    columns: world.columns.map(({ column, box, units }) => ({
      column,
      box: rectOnScreen(camera, box),
      units: units.map((unit) => rectOnScreen(camera, unit)),
    })),
  };
}
