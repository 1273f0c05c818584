import './sheet.css';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { formatSigned } from '../../draw/number.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellKey, cellName, hasCell } from '../cell-name.ts';
import type { LabStore } from '../lab-store.ts';
import { Said } from '../said.tsx';
import type { Column } from '../stage/column.ts';
import { CellNumber, type StripScene, StripSceneProvider } from '../strip/cell-number.tsx';
import { outOf, type Zoom } from '../zoom.ts';
import { accountOf } from './account.ts';
import { LineView } from './line-view.tsx';
import { madeOf } from './made-of.ts';
import { SumAsText } from './sum-as-text.tsx';
import { summaryOf } from './summary.ts';
import { focusCell } from './way.ts';

interface SumSheetProps {
  readonly store: LabStore;
  readonly trace: Trace;
  readonly columns: readonly Column[];
  readonly zoom: Zoom & { readonly level: 'cell' };
  /** Set by whoever led the reader in here: the keyboard's place then comes along. */
  readonly entered?: { current: boolean };
}

/** The whole sum that made one cell, and the ways on to the sums of what it was made of. */
export function SumSheet({ store, trace, columns, zoom, entered }: SumSheetProps) {
  const { cell, via = [] } = zoom;
  const key = cellKey(cell);
  const title = useId();
  const sheet = useRef<HTMLElement>(null);
  /** Whoever walks from sum to sum keeps the keyboard's place, though the number they pressed is gone. */
  const walked = useRef(false);
  const account = useMemo(() => {
    const made = madeOf(trace, cell);
    return made && accountOf(trace, made);
  }, [trace, cell]);
  const summary = useMemo(
    () => summaryOf(trace, columns, cell, account),
    [trace, columns, cell, account],
  );
  /** The sentence is said when a sum is opened: a moment after it is there. */
  const [told, setTold] = useState('');
  useEffect(() => setTold(key), [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell is what it waits for
  useEffect(() => {
    if (walked.current) sheet.current?.focus();
    else if (entered?.current) sheet.current?.focus({ preventScroll: true });
    walked.current = false;
    if (entered) entered.current = false;
  }, [key]);

  const walk = (next: Zoom) => {
    walked.current = true;
    focusCell(store, next);
  };
  const out = () => {
    const field = sheet.current
      ?.closest('.lab-figure')
      ?.querySelector<HTMLElement>('[role="application"]');
    walk(outOf(zoom));
    if (via.length === 0) field?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const back = event.key === 'Backspace' && via.length > 0;
    if (event.key !== 'Escape' && !back) return;
    event.preventDefault();
    event.stopPropagation();
    out();
  };
  const follow = (to: Cell) =>
    walk({ level: 'cell', cell: to, via: [...via, cell].slice(-LONGEST_WAY) });
  const scene: StripScene = {
    store,
    trace,
    columns,
    format: (value) => formatSigned(value, 4),
    openSum: follow,
    wayTo: (to) => (cellKey(to) !== key && leads(trace, to) ? () => follow(to) : undefined),
  };
  const before = via.at(-1);
  const twin = maybeTwin(cell);
  return (
    <StripSceneProvider value={scene}>
      <section
        className="sheet"
        ref={sheet}
        tabIndex={-1}
        aria-labelledby={title}
        data-sheet={key}
        onKeyDown={press}
      >
        <div className="strip-head">
          <h2 className="strip-cell" id={title}>
            <span className="visually-hidden">The whole sum of </span>
            {cellName(trace, columns, cell)} <Result cell={cell} trace={trace} />
          </h2>
          <p className="sheet-ways">
            {twin && hasCell(trace, twin) && (
              <span>
                {twin.of === 'gradient' || twin.of === 'paramGradient'
                  ? 'its gradient'
                  : 'its value'}{' '}
                <CellNumber cell={twin} />
              </span>
            )}
            {before && (
              <button type="button" className="strip-switch" onClick={out}>
                back to {cellName(trace, columns, before)}
              </button>
            )}
            <button
              type="button"
              className="strip-switch"
              aria-expanded="true"
              onClick={() => walk(outOf({ level: 'cell', cell: via[0] ?? cell }))}
            >
              the whole sum
            </button>
          </p>
        </div>
        <p className="sheet-summary">{summary}</p>
        <Said text={summary} occasion={told} wait={300} />
        {account?.lines.map((line) => (
          <LineView
            key={`${key} ${line.name ?? ''}`}
            {...{ trace, columns, cell, account, line }}
          />
        ))}
        {account && <SumAsText trace={trace} cell={cell} />}
      </section>
    </StripSceneProvider>
  );
}

/** A way longer than this forgets where it began. */
const LONGEST_WAY = 40;

/** The number in the heading: the cell itself, which leads nowhere. */
function Result({ trace, cell }: { readonly trace: Trace; readonly cell: Cell }) {
  return (
    <span className="cell-number" data-cell={cellKey(cell)} data-value={readCell(trace, cell)}>
      {formatSigned(readCell(trace, cell), 4)}
    </span>
  );
}

/** Whether pressing a cell tells more of it. */
const leads = (trace: Trace, cell: Cell): boolean =>
  cell.of === 'saved' ? madeOf(trace, cell) !== undefined : hasCell(trace, cell);

/** The same place on the other way: a value's gradient, a gradient's value. */
function maybeTwin(cell: Cell): Cell | undefined {
  switch (cell.of) {
    case 'value':
      return { ...cell, of: 'gradient' };
    case 'gradient':
      return { ...cell, of: 'value' };
    case 'param':
      return { ...cell, of: 'paramGradient' };
    case 'paramGradient':
      return { ...cell, of: 'param' };
    case 'saved':
      return undefined;
  }
}
