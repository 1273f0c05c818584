import { formatNumber } from '../../draw/number.ts';
import { Slot } from './chip-view.tsx';
import { type MaxPoolBoard, side } from './max-pool-board.ts';
import { PlaceView } from './place-view.tsx';
import { chipInFocus, type Play } from './play.ts';

interface StageProps {
  readonly play: Play;
  readonly board: MaxPoolBoard;
}

/** The input at one side, one chip for each window at the other. */
export function MaxPoolStage({ play, board }: StageProps) {
  const chip = chipInFocus(play);
  const seen = chip === undefined ? [] : board.seen[chip];
  // Windows of 2 × 2 side by side: each cell is seen once.
  const apart = board.seen.flat().length === side * side;
  const rows = Array.from({ length: side }, (_, row) =>
    board.x.slice(row * side, (row + 1) * side),
  );
  return (
    <div className="gradient-board" data-kind="max-pool">
      <div className="gradient-part">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn */}
        <div
          className="gradient-grid"
          role="group"
          aria-label="Input: where the gradient goes"
          data-apart={apart || undefined}
        >
          {rows.flatMap((values, row) =>
            values.map((value, column) => {
              const place = row * side + column;
              return (
                <PlaceView key={place} play={play} place={place} seen={seen.includes(place)}>
                  {formatNumber(value)}
                </PlaceView>
              );
            }),
          )}
        </div>
        <p className="gradient-caption">the input, with room for the gradient</p>
      </div>
      <div className="gradient-part">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn */}
        <div
          className="gradient-tray"
          role="group"
          aria-label="Upstream gradient, one chip for each window"
          data-tray
          style={{ '--across': board.across }}
        >
          {board.chips.map(({ id }, window) => (
            <Slot key={id} play={play} chip={window} />
          ))}
        </div>
        <p className="gradient-caption">upstream gradient</p>
      </div>
    </div>
  );
}
