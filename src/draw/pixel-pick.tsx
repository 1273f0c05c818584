import { arrowMoves } from './arrow-keys.ts';
import './pixel-pick.css';
import './style.ts';
import { type KeyboardEvent, type MouseEvent, useId } from 'react';
import type { Readable } from './feature-map.ts';
import { PixelMap } from './pixel-map.tsx';
import type { Scale } from './scale.ts';

export interface PixelPickProps {
  /** What the picture shows. */
  readonly label: string;
  /** Row by row. */
  readonly values: Readable;
  readonly columns: number;
  readonly scale: Scale;
  /** The chosen pixel. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly hatched?: readonly number[];
  /** The pixel under a mouse; undefined when it leaves. */
  readonly onPoint?: (index: number | undefined) => void;
  /** The pixel in words: said whenever the choice moves. */
  readonly describe: (index: number) => string;
  /** `+` and `−` on the keyboard. */
  readonly onBump?: (direction: 1 | -1) => void;
}

/** A map of numbers with one of them chosen: by a click, or by the arrow keys. */
export function PixelPick(props: PixelPickProps) {
  const { label, values, columns, scale, chosen, onChoose, describe, onBump } = props;
  const { hatched, onPoint } = props;
  const help = useId();
  const rows = values.length / columns;
  const row = Math.floor(chosen / columns);
  const column = chosen % columns;
  const pixelAt = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (share: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    const down = at((event.clientY - box.top) / box.height, rows);
    return down * columns + at((event.clientX - box.left) / box.width, columns);
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = arrowMoves[event.key];
    if (move) {
      const down = Math.min(rows - 1, Math.max(0, row + move[0]));
      const right = Math.min(columns - 1, Math.max(0, column + move[1]));
      onChoose(down * columns + right);
    } else if (onBump && (event.key === '+' || event.key === '=')) onBump(1);
    else if (onBump && (event.key === '-' || event.key === '−')) onBump(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="pixel-pick"
      role="application"
      aria-label={label}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
      tabIndex={0}
      style={{ '--rows': rows, '--columns': columns, '--row': row, '--column': column }}
      onClick={(event) => onChoose(pixelAt(event))}
      onMouseMove={onPoint && ((event) => onPoint(pixelAt(event)))}
      onMouseLeave={onPoint && (() => onPoint(undefined))}
      onKeyDown={press}
    >
      <PixelMap {...{ label, values, columns, scale, hatched }} />
      <span className="pixel-pick-cursor" />
      <p id={help} className="visually-hidden">
        Arrow keys choose a pixel{onBump ? '; plus and minus change it' : ''}.
      </p>
      <p className="visually-hidden" aria-live="polite">
        {describe(chosen)}
      </p>
    </div>
  );
}
