import { formatNumber } from '../../draw/number.ts';
import { subscript } from './board.ts';
import { Slot } from './chip-view.tsx';
import { PlaceView } from './place-view.tsx';
import { chipInFocus, type Play } from './play.ts';
import { gatePlace, inputPlace, type ReluBoard } from './relu-board.ts';

interface StageProps {
  readonly play: Play;
  readonly board: ReluBoard;
}

/** One row for each unit: input, gate, output, and the chip that comes back to it. */
export function ReluStage({ play, board }: StageProps) {
  const chip = chipInFocus(play);
  return (
    <div className="gradient-board" data-kind="relu" data-tray>
      <div className="gradient-rows">
        <p className="gradient-row gradient-titles" aria-hidden="true">
          <span>input</span>
          <span>stopped</span>
          <span>output</span>
          <span>upstream</span>
        </p>
        {board.x.map((value, unit) => (
          <div
            key={board.chips[unit].id}
            className="gradient-row"
            data-lit={chip === unit || undefined}
          >
            <PlaceView play={play} place={inputPlace(unit)}>
              {subscript('x', unit)} = {formatNumber(value)}
            </PlaceView>
            <PlaceView play={play} place={gatePlace(unit)}>
              <span aria-hidden="true">max(0, x)</span>
            </PlaceView>
            <span className="gradient-number">
              {subscript('y', unit)} = {formatNumber(board.y[unit])}
            </span>
            <Slot play={play} chip={unit} />
          </div>
        ))}
      </div>
    </div>
  );
}
