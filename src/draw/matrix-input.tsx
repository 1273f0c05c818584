import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { arrowMoves } from './arrow-keys.ts';
import { maybeTyped } from './number.ts';

export interface MatrixInputProps {
  readonly name: string;
  readonly value: number;
  /** The value as it is written while nobody types. */
  readonly text: string;
  readonly at: { row: number; column: number; rows: number; columns: number };
  readonly onCommit: (value: number) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/**
 * One cell to type into. What is typed counts as soon as it is a number; Escape takes it back;
 * arrow keys go to the neighbour as in a spreadsheet (left and right once the caret is at the end).
 */
export function MatrixInput(props: MatrixInputProps) {
  const { name, value, text, at, onCommit } = props;
  const [draft, setDraft] = useState<string>();
  const [before, setBefore] = useState(value);

  const type = (typed: string) => {
    setDraft(typed);
    const next = maybeTyped(typed);
    if (next !== undefined) onCommit(next);
  };
  const enter = (event: FocusEvent<HTMLInputElement>) => {
    setBefore(value);
    event.currentTarget.select();
    props.onFocus();
  };
  const leave = () => {
    setDraft(undefined);
    props.onBlur();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      setDraft(undefined);
      onCommit(before);
    }
    const input = event.currentTarget;
    const move = event.key === 'Enter' ? arrowMoves.ArrowDown : arrowMoves[event.key];
    if (!move || (move[1] !== 0 && !caretAtEnd(input, move[1]))) return;
    event.preventDefault();
    neighbour(input, at.row + move[0], at.column + move[1], at.columns)?.focus();
  };

  return (
    <input
      className="matrix-input"
      type="text"
      inputMode="decimal"
      autoComplete="off"
      aria-label={name}
      aria-invalid={draft !== undefined && maybeTyped(draft) === undefined ? true : undefined}
      value={draft ?? text}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={enter}
      onBlur={leave}
      onKeyDown={press}
    />
  );
}

function caretAtEnd(input: HTMLInputElement, direction: number): boolean {
  const { selectionStart: start, selectionEnd: end, value } = input;
  if (start === 0 && end === value.length) return true;
  return start === end && start === (direction < 0 ? 0 : value.length);
}

function neighbour(input: HTMLInputElement, row: number, column: number, columns: number) {
  if (column < 0 || column >= columns || row < 0) return null;
  const cell = `.matrix-cell[data-index="${row * columns + column}"] input`;
  return input.closest('.matrix-grid')?.querySelector<HTMLInputElement>(cell);
}
