import { describe, expect, test } from 'vitest';
import { type NetworkName, networks } from '../../core/networks/networks.ts';
import { Random } from '../../digits/random.ts';
import { modelOf } from '../lab-model.ts';
import { tracedThree } from '../traced-three.ts';
import { into, wholeNetwork } from '../zoom.ts';
import { boardOf } from './board/board-of.ts';
import { maybeFocus, restingCell } from './focus.ts';
import { frameOf } from './frame.ts';
import { maybeHit } from './hit.ts';
import { cellRect, layoutOf, type Rect } from './layout.ts';
import { isData, maybeBoardCell, maybeOpened } from './opened.ts';
import { poseOf, shotOf } from './pose.ts';
import { maybeOnward, throughOf } from './through.ts';
import { maybeZoomAt } from './use-stepping.ts';
import { boardSize } from './world.ts';

const size = { width: 1072, height: 488 };
const middleOf = ({ x, y, width, height }: Rect) => ({ x: x + width / 2, y: y + height / 2 });

describe.each<NetworkName>(['cnn', 'mlp'])('in the %s', (name) => {
  const model = modelOf(networks[name]);
  const trace = tracedThree(name);
  const { columns, gaps, steps, arrivals } = model;
  const layout = layoutOf(columns, size.width, size.height);
  /** The end of the way back; the update behind it is about no column. */
  const lastBack = steps.findLastIndex(({ kind }) => kind === 'backward');
  const frames = [model.restAt, lastBack].map((step) => frameOf(columns, arrivals, steps, step, 1));

  test('two presses lead from any cell of any column to its own sum', () => {
    const random = new Random(23);
    for (const frame of frames) {
      for (const [at, place] of layout.columns.entries()) {
        const { column } = place;
        const count = (column.maps || 1) * column.rows * column.columns;
        const index = Math.floor(random.between(0, count));
        const network = shotOf(poseOf('network', layout, gaps[0], size, undefined));
        const first = maybeHit(network, frame, middleOf(cellRect(place, index)));
        if (first?.on !== 'cell' || !isData(first.cell)) throw new Error('no cell was hit');
        const { shown } = frame.columns[at];
        expect(first.cell).toMatchObject({ id: shown.value, index });

        const layer = into(wholeNetwork, first.cell);
        const opened = maybeOpened(layer, columns, gaps, frame, undefined);
        const cell = maybeBoardCell(trace, frame, layer, opened, [first.cell]);
        if (!cell || !opened) throw new Error('nothing was opened');
        // Nothing made the drawing: there the sum of what it goes into stands on the board.
        if (first.cell.of === 'gradient' || at > 0) expect(cell).toEqual(first.cell);
        const board = boardOf(trace, columns, cell, boardSize(size));
        const open = poseOf('layer', layout, opened.gap, size, board);
        const second = maybeHit(shotOf(open), frame, middleOf(open.world.board));
        expect(second).toEqual({ on: 'board' });
        expect(into(layer, cell)).toEqual({ level: 'cell', cell });
      }
    }
  });

  test('a press on a number of a board names the cell whose number it is', () => {
    const frame = frames[1];
    const focus = maybeFocus(trace, frame, undefined, undefined);
    if (!focus) throw new Error('no focus');
    const board = boardOf(trace, columns, focus.cell, boardSize(size));
    const opened = maybeOpened({ level: 'cell', cell: focus.cell }, columns, gaps, frame, focus);
    const shot = shotOf(poseOf('cell', layout, opened?.gap, size, board));
    const [{ rect }] = shot.boards;
    const k = rect.width / board.width;
    const [grid] = board.grids;
    const hit = maybeHit(shot, frame, {
      x: rect.x + k * (grid.x + grid.side / 2),
      y: rect.y + k * (grid.y + grid.side / 2),
    });
    expect(hit).toMatchObject({ on: 'cell', board: true, cell: grid.cells[0] });
  });

  test('going on and on leads back to the drawing, or on the way back to the loss', () => {
    for (const [frame, end] of [
      [frames[0], 'x'],
      [frames[1], 'loss'],
    ] as const) {
      let cell = restingCell(trace, frame.columns[end === 'x' ? columns.length - 2 : 0]);
      for (let i = 0; i < 20 && cell.id !== end; i++) {
        const { inner, made } = throughOf(trace, columns, cell);
        if (inner.id === end) {
          cell = inner;
          break;
        }
        const [column] = columns;
        const next = maybeOnward(trace, { cell, made, column, sources: [] });
        if (!next) throw new Error(`the way ends at ${cell.of} ${cell.id}`);
        cell = next;
      }
      expect(cell.id).toBe(end);
    }
  });

  test('a step takes a reader along who is near, and leaves one who sees it all', () => {
    for (const step of Array(lastBack + 1).keys()) {
      const frame = frameOf(columns, arrivals, steps, step, 1);
      expect(maybeZoomAt(trace, frame, wholeNetwork)).toBeUndefined();
      const shown = frame.now?.shown;
      const layer = maybeZoomAt(trace, frame, { level: 'layer', value: 'elsewhere' });
      expect(layer).toEqual({ level: 'layer', value: shown?.value });
      const cell = { of: 'value', id: 'x', index: 0 } as const;
      expect(maybeZoomAt(trace, frame, { level: 'cell', cell })).toMatchObject({
        level: 'cell',
        cell: { id: shown?.value, of: shown?.pass === 'gradient' ? 'gradient' : 'value' },
      });
    }
  });
});
