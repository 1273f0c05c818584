import type { ReactNode } from 'react';
import { formatSigned } from '../../draw/number.ts';
import { Chips } from './chip-view.tsx';
import { sumsOf } from './judgement.ts';
import { chipsAt, type Play } from './play.ts';

interface PlaceProps {
  readonly play: Play;
  readonly place: number;
  /** The forward value, or what the place is. */
  readonly children: ReactNode;
  /** Within what the chip in focus has seen on the way forward. */
  readonly seen?: boolean;
}

/** A cell where chips may be dropped: its forward value above, what has come back below. */
export function PlaceView({ play, place, children, seen }: PlaceProps) {
  const { board, carrying, judgement, answer } = play;
  const { name, input } = board.places[place];
  const { held, target, drag } = carrying;
  const open = held !== undefined && board.chips[held].allowed.includes(place);
  // Where a sum is to be given, it is not given away.
  const several = board.entries.length === 0 && chipsAt(play, place).length > 1;
  const sum = input === undefined ? undefined : sumsOf(board, answer)[input];
  const truth = input === undefined ? undefined : board.gradient[input];
  const right = sum !== undefined && truth !== undefined && Math.abs(sum - truth) < 1e-9;
  return (
    <span
      className="gradient-place"
      data-place={place}
      data-open={open || undefined}
      data-seen={seen || undefined}
      data-target={(held !== undefined && target === place) || undefined}
    >
      <span className="gradient-head">
        <span className="gradient-forward">{children}</span>
        {several && sum !== undefined && (
          <span className="gradient-sum">= {formatSigned(sum)}</span>
        )}
      </span>
      {open && drag === undefined && (
        <button
          type="button"
          className="gradient-drop"
          aria-label={`Drop at ${name}`}
          onClick={() => carrying.dropAt(place)}
        />
      )}
      <Chips play={play} place={place} />
      {judgement && truth !== undefined && (truth !== 0 || !right) && (
        <span className="gradient-truth" data-right={right}>
          {right ? '✓' : `✗ ${formatSigned(truth)}`}
          <span className="visually-hidden">
            {right ? ' right' : ` is the true gradient at ${name}`}
          </span>
        </span>
      )}
    </span>
  );
}
