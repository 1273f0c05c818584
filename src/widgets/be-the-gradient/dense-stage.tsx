import { formatNumber, formatSigned } from '../../draw/number.ts';
import { cellStyle } from '../../draw/scale.ts';
import { subscript } from './board.ts';
import { Slot } from './chip-view.tsx';
import type { DenseBoard } from './dense-board.ts';
import { EntryView } from './entry-view.tsx';
import { PlaceView } from './place-view.tsx';
import type { Play } from './play.ts';

interface StageProps {
  readonly play: Play;
  readonly board: DenseBoard;
}

/** Height of an input's row in the picture, and the picture's width, in its own units. */
const rowHeight = 96;
const width = 200;
/** How far along its wire, from the input, a weight is written. */
const along = 0.3;

/** Inputs at the left, outputs at the right, weights on the wires; products in a tray below. */
export function DenseStage({ play, board }: StageProps) {
  const { carrying, shown } = play;
  const height = rowHeight * board.x.length;
  const inputY = (i: number) => (i + 0.5) * rowHeight;
  const outputY = (o: number) => ((o + 0.5) * height) / board.delta.length;
  const lit = carrying.target ?? (shown !== undefined ? litInput(board, shown) : undefined);
  return (
    <div className="gradient-board" data-kind="dense">
      <div className="gradient-net" style={{ '--inputs': board.x.length }}>
        <div className="gradient-inputs">
          {board.x.map((value, i) => (
            <div key={board.places[i].name} className="gradient-input">
              <PlaceView play={play} place={i}>
                {subscript('x', i)} = {formatNumber(value)}
              </PlaceView>
              <span className="gradient-total">
                <span>sum</span>
                <EntryView play={play} entry={i} />
              </span>
            </div>
          ))}
        </div>
        <div className="gradient-wires">
          <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
            {board.wires.map(({ input, output }) => (
              <line
                key={`${input} ${output}`}
                data-lit={lit === input || undefined}
                x1={0}
                y1={inputY(input)}
                x2={width}
                y2={outputY(output)}
              />
            ))}
          </svg>
          {board.wires.map(({ input, output, weight }) => (
            <span
              key={`${input} ${output}`}
              className="gradient-weight"
              data-lit={lit === input || undefined}
              style={{
                left: `${100 * along}%`,
                top: `${(100 * (inputY(input) + along * (outputY(output) - inputY(input)))) / height}%`,
              }}
            >
              <span className="visually-hidden">
                weight from {subscript('x', input)} to {subscript('y', output)}:{' '}
              </span>
              {formatSigned(weight)}
            </span>
          ))}
        </div>
        <div className="gradient-outputs">
          {board.delta.map((value, o) => (
            <span
              key={subscript('y', o)}
              className="gradient-delta"
              style={{ ...cellStyle(play.scale, value), top: `${(100 * outputY(o)) / height}%` }}
            >
              {subscript('δ', o)} = {formatSigned(value)}
            </span>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn */}
      <div className="gradient-products" role="group" aria-label="Products to carry" data-tray>
        {board.chips.map(({ id }, chip) => (
          <Slot key={id} play={play} chip={chip} />
        ))}
      </div>
    </div>
  );
}

/** The input that a shown move belongs to. */
const litInput = ({ chips, truth }: DenseBoard, step: number): number | undefined =>
  step < chips.length ? truth.placed[step] : step - chips.length;
