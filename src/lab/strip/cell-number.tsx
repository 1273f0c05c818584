import { createContext, useContext } from 'react';
import { type Cell, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellKey, cellName } from '../cell-name.ts';
import type { LabStore } from '../lab-store.ts';
import type { Column } from '../stage/column.ts';
import { shownScale } from '../stage/shown-scale.ts';

/** What the numbers beneath the picture need to know of it. */
export interface StripScene {
  readonly store: LabStore;
  readonly trace: Trace;
  readonly columns: readonly Column[];
  /** How numbers of this sum are written: all with the same decimals. */
  readonly format: (value: number) => string;
  /** Where pressing a cell leads; undefined where it leads nowhere. */
  readonly wayTo: (cell: Cell) => (() => void) | undefined;
  /** Opens the whole sum of a cell. */
  readonly openSum: (cell: Cell) => void;
}

const SceneContext = createContext<StripScene | undefined>(undefined);
export const StripSceneProvider = SceneContext.Provider;

export function useStripScene(): StripScene {
  const scene = useContext(SceneContext);
  if (!scene) throw new Error('a cell number stands outside the strip');
  return scene;
}

interface CellNumberProps {
  readonly cell: Cell;
  /** Inside an expression: no plus sign. */
  readonly bare?: boolean;
}

/** A number that is a cell of the trace: pointing at it marks the cell, pressing it goes there. */
export function CellNumber({ cell, bare }: CellNumberProps) {
  const { store, trace, columns, format, wayTo } = useStripScene();
  const value = readCell(trace, cell);
  const name = cellName(trace, columns, cell);
  const { hint } = store.getState();
  const go = wayTo(cell);
  const signed = isSigned(trace, cell);
  const text = bare || !signed ? format(value).replace(/^\+/, '') : format(value);
  const attributes = {
    'data-cell': cellKey(cell),
    'data-value': value,
    'data-sign': signed ? Math.sign(value) : undefined,
    title: name,
    onPointerEnter: () => hint(cell),
    onPointerLeave: () => hint(undefined),
  };
  if (!go) {
    return (
      <span className="cell-number" {...attributes}>
        {text}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="cell-number"
      {...attributes}
      aria-label={`${text}, ${name}`}
      onClick={go}
    >
      {text}
    </button>
  );
}

/** Whether a cell's numbers have a sign by nature: then they are written with it, and coloured. */
export function isSigned(trace: Trace, cell: Cell): boolean {
  if (cell.of !== 'value') return cell.of !== 'saved';
  return shownScale(trace, { value: cell.id, pass: 'activation' }).kind === 'diverging';
}
