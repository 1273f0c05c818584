import { PixelMap } from '../../../draw/pixel-map.tsx';
import { sequential } from '../../../draw/scale.ts';
import { sheet } from '../../../draw/sheet.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { inkPath } from '../../../pad/ink.ts';
import { largestJump, pieceBetween, prefixOf } from './prefixes.ts';
import type { Replay } from './replay.ts';

interface ReplayPicturesProps {
  readonly replay: Replay;
  readonly place: number;
}

const SIDE = 200;
const ink = sequential(1);

/** So much of the drawing as the pen made it, and as the network is given it. */
export function ReplayPictures({ replay, place }: ReplayPicturesProps) {
  const { drawing, counts, rasters, rows, done, network } = replay;
  const points = counts[counts.length - 1];
  const end = rows[rows.length - 1];
  const leader = end.indexOf(Math.max(...end));
  const jump = done ? largestJump(rows.map((row) => row[leader])) : undefined;
  const decisive = jump && pieceBetween(drawing, counts[jump.place], counts[jump.place + 1]);
  return (
    <div className="strokes-pictures">
      <figure>
        <svg
          viewBox={`0 0 ${SIDE} ${SIDE}`}
          role="img"
          aria-label={`The drawing after ${counts[place]} of its ${points} points`}
        >
          <path className="strokes-ghost" d={inkPath(drawing, SIDE)} />
          <path
            className="strokes-ink"
            d={dotted(inkPath(prefixOf(drawing, counts[place]), SIDE))}
          />
          {decisive && <path className="strokes-decisive" d={dotted(inkPath(decisive, SIDE))} />}
        </svg>
        <figcaption aria-hidden="true">
          after point {counts[place]} of {points}
          {decisive && (
            <>
              ; <span className="strokes-key">the piece that decided</span> for{' '}
              {network.classes[leader]}
            </>
          )}
        </figcaption>
      </figure>
      <figure>
        <PixelMap
          label={`What the network is given after ${counts[place]} points`}
          values={rasters[place].pixels}
          columns={28}
          scale={ink}
        />
        <figcaption aria-hidden="true">what the network is given</figcaption>
      </figure>
      <TableView
        label={`the image after ${counts[place]} points`}
        sheets={[sheet('28 × 28', rasters[place].pixels, 28)]}
      />
    </div>
  );
}

/** A path of one point alone is drawn as a dot. */
const dotted = (path: string): string => path.replace(/(M[\d.-]+ [\d.-]+)(?=M|$)/g, '$1h0.01');
