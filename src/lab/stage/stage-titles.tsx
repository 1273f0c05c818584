import { sizeOf } from '../../trace/tensor.ts';
import type { Column, ColumnValue } from './column.ts';
import type { Frame, Shown } from './frame.ts';
import type { StageLayout } from './layout.ts';

interface StageTitlesProps {
  readonly layout: StageLayout;
  readonly frame: Frame;
}

/** What has a name of its own in the column that it shares. */
const named: ReadonlySet<string | undefined> = new Set(['softmax', 'sigmoid']);

/** The shape, after what was done to the column's own value: `ReLU · 24 × 24 × 8`. */
function shapeOf({ id, title, shape, shapeText }: ColumnValue, column: Column): string {
  if (sizeOf(shape) === 1) return 'one number';
  const added = id !== column.values[0].id && title !== 'probabilities';
  return added ? `${title.replace(/ \d+$/, '')} · ${shapeText}` : shapeText;
}

/** What stands over a column: the name of the value that it shows, and its shape. */
export function titlesOver(column: Column, { value: id }: Shown): readonly [string, string] {
  const value = column.values.find((candidate) => candidate.id === id) ?? column.values[0];
  const title = named.has(value.node?.kind) ? value.title : column.title;
  return [title, shapeOf(value, column)];
}

/** Over each column: which value it shows, and its shape. */
export function StageTitles({ layout, frame }: StageTitlesProps) {
  return (
    <ul className="stage-titles" aria-label="Layers">
      {layout.columns.map(({ column, box }, index) => {
        const { shown, state } = frame.columns[index];
        const [title, shape] = titlesOver(column, shown);
        return (
          <li
            key={column.id}
            data-state={state}
            data-pass={shown.pass}
            aria-current={state === 'now' ? 'step' : undefined}
            style={{ left: box.x + box.width / 2, top: Math.max(0, box.y - 42) }}
          >
            <span className="stage-title">
              {shown.pass === 'gradient' && !shown.timesInput && (
                <span className="stage-partial">∂L/∂ </span>
              )}
              {title}
              {shown.timesInput && <span className="stage-partial"> × δ</span>}
            </span>
            <span className="stage-shape">{shape}</span>
          </li>
        );
      })}
    </ul>
  );
}
