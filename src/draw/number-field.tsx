import './number-field.css';
import { type KeyboardEvent, useState } from 'react';
import { formatNumber, maybeTyped } from './number.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What an arrow key adds; with Shift ten times as much. */
  readonly step: number;
  readonly onChange: (value: number) => void;
  /** How the number is written while nobody types; up to six digits unless given. */
  readonly format?: (value: number) => string;
  /** The label is heard, not seen. */
  readonly quiet?: boolean;
}

/**
 * One number to type, or to change by the arrow keys. What is typed counts as soon as it is a
 * number within the range; Escape takes it back.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, step, onChange, quiet } = props;
  const format = props.format ?? ((number: number) => formatNumber(number, { digits: 6 }));
  const [draft, setDraft] = useState<string>();
  const [before, setBefore] = useState(value);
  const maybeFits = (text: string) => {
    const typed = maybeTyped(text);
    return typed !== undefined && typed >= min && typed <= max ? typed : undefined;
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      setDraft(undefined);
      onChange(before);
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    setDraft(undefined);
    const next = value + direction * step * (event.shiftKey ? 10 : 1);
    onChange(Number(Math.min(max, Math.max(min, next)).toFixed(9)));
  };
  return (
    <label className="number-field">
      {quiet ? null : <span>{label}</span>}
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={draft !== undefined && maybeFits(draft) === undefined ? true : undefined}
        value={draft ?? format(value)}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          const typed = maybeFits(event.currentTarget.value);
          if (typed !== undefined) onChange(typed);
        }}
        onFocus={(event) => {
          setBefore(value);
          event.currentTarget.select();
        }}
        onBlur={() => setDraft(undefined)}
        onKeyDown={press}
      />
    </label>
  );
}
