import { formatNumber } from '../../draw/number.ts';
import { NumberField } from '../../draw/number-field.tsx';
import type { Play } from './play.ts';

interface EntryProps {
  readonly play: Play;
  readonly entry: number;
}

/** A number to give: typed, or set on a slider where there is one. */
export function EntryView({ play, entry }: EntryProps) {
  const { board, answer, judgement, locked } = play;
  const { name, min, max } = board.entries[entry];
  const given = answer.given[entry];
  const verdict = judgement?.entries[entry].state;
  return (
    <span className="gradient-entry" data-verdict={verdict} data-given={given !== undefined}>
      {locked ? (
        <span className="gradient-given">
          {given === undefined ? '–' : formatNumber(given, { signed: true })}
          {verdict && (
            <>
              <span aria-hidden="true">{verdict === 'right' ? ' ✓' : ' ✗'}</span>
              <span className="visually-hidden">, {verdict}</span>
            </>
          )}
        </span>
      ) : (
        <NumberField
          label={name}
          quiet
          value={given ?? 0}
          min={min}
          max={max}
          step={0.01}
          format={(value) =>
            given === undefined ? '' : formatNumber(value, { digits: 6, signed: true })
          }
          onChange={(value) => play.give(entry, value)}
        />
      )}
    </span>
  );
}

/** The same number on a line. */
export function EntrySlider({ play, entry }: EntryProps) {
  const { board, answer, locked } = play;
  const { name, min, max } = board.entries[entry];
  const given = answer.given[entry];
  return (
    <input
      className="gradient-slider"
      type="range"
      aria-label={`${name}, slider`}
      aria-valuetext={given === undefined ? 'not given yet' : formatNumber(given, { signed: true })}
      min={min}
      max={max}
      step={0.01}
      value={given ?? 0}
      disabled={locked}
      onChange={(event) => play.give(entry, Number(event.currentTarget.value))}
    />
  );
}
