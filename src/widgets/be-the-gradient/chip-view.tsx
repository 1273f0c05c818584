import { cellStyle } from '../../draw/scale.ts';
import { chipsAt, type Play } from './play.ts';

const said = { right: 'right', tie: 'a tie', wrong: 'wrong' };

/** One number to carry. */
export function ChipView({ play, chip }: { readonly play: Play; readonly chip: number }) {
  const { board, answer, carrying, judgement, locked, shown } = play;
  const { name, text, short = text, value } = board.chips[chip];
  const place = answer.placed[chip];
  const held = carrying.held === chip;
  const verdict = judgement?.chips[chip].state;
  const where = place === undefined ? 'in the tray' : `at ${board.places[place].name}`;
  const drag = held ? carrying.drag : undefined;
  return (
    <button
      type="button"
      className="gradient-chip"
      data-chip={chip}
      data-held={held || undefined}
      data-dragged={drag !== undefined || undefined}
      data-verdict={verdict}
      data-shown={shown === chip || undefined}
      aria-label={`${name}, ${where}${verdict ? `, ${said[verdict]}` : ''}`}
      aria-pressed={held}
      aria-disabled={locked || undefined}
      style={{
        ...cellStyle(play.scale, value),
        transform: drag && `translate(${drag.x}px, ${drag.y}px)`,
      }}
      {...carrying.chipProps(chip)}
    >
      {place === undefined ? text : short}
    </button>
  );
}

/** Where a chip comes from: empty once it has been carried away. */
export function Slot({ play, chip }: { readonly play: Play; readonly chip: number }) {
  return (
    <span className="gradient-slot">
      {play.answer.placed[chip] === undefined && <ChipView play={play} chip={chip} />}
    </span>
  );
}

/** The chips in a place, side by side; where there are several, small. */
export function Chips({ play, place }: { readonly play: Play; readonly place: number }) {
  const chips = chipsAt(play, place);
  return (
    <span className="gradient-chips" data-count={Math.min(5, chips.length)}>
      {chips.map((chip) => (
        <ChipView key={chip} play={play} chip={chip} />
      ))}
    </span>
  );
}
