import '../learn.css';
import './strokes.css';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { article } from '../../../digits/article.ts';
import { hasInk } from '../../../digits/strokes.ts';
import { formatPercent } from '../../../draw/number.ts';
import { Said } from '../../said.tsx';
import type { LabPartProps } from '../panel.ts';
import { largestJump, leadsOf, strokeAt } from './prefixes.ts';
import { followStrokes, type Replay, replayState, sameReplay } from './replay.ts';
import { ReplayCurves } from './replay-curves.tsx';
import { ReplayPictures } from './replay-pictures.tsx';
import { StrokeTable } from './stroke-table.tsx';

/** Which stroke decided? Reads the drawing again after each of its points. */
export function StrokesPanel({ store, client }: LabPartProps) {
  const state = replayState(store);
  const { replay: last, place: chosen, fault } = useStore(state);
  const drawing = useStore(store, (lab) => lab.drawing);
  const network = useStore(store, (lab) => lab.network);
  const descended = useStore(store, (lab) => lab.descended);
  const label = useStore(store, (lab) => lab.label);
  useEffect(() => followStrokes(store, client), [store, client]);
  const replay = last && sameReplay(last, { drawing, network, descended }) ? last : undefined;
  const decided = replay?.done ? decisionOf(replay) : undefined;
  return (
    <div className="learn" data-replay={replay?.done ? 'done' : 'waits'}>
      <p className="learn-lead">
        Your strokes once more, point by point, as the pen went: what does the network read when
        only so much of them is there?
      </p>
      {fault && (
        <p className="learn-fault" role="alert">
          {fault}
        </p>
      )}
      {!hasInk(drawing) && (
        <p className="learn-note">Nothing is drawn yet. Draw a digit, or tap a sample.</p>
      )}
      {hasInk(drawing) && !replay && !fault && <p className="learn-note">Reading …</p>}
      {replay && replay.rows.length > 0 && (
        <>
          <p className="strokes-verdict" data-result="verdict">
            {decided ?? `Reading … ${replay.rows.length} of ${replay.counts.length} moments.`}
          </p>
          <div className="learn-columns">
            <ReplayPictures replay={replay} place={placeIn(replay, chosen)} />
            <ReplayCurves
              replay={replay}
              label={label}
              place={placeIn(replay, chosen)}
              onPlace={(place) => state.setState({ place })}
            />
          </div>
          <StrokeTable replay={replay} label={label} />
          <p className="learn-note">
            Every moment is scaled to 20 × 20 pixels and centred anew, as the finished digit is: so
            the first few points look huge. That is how the network sees them; it never learned what
            an unfinished digit is.
          </p>
        </>
      )}
      <Said text={decided ?? ''} occasion={decided ?? ''} />
    </div>
  );
}

/** The prefix that is shown: the last one that has been read, unless another was chosen. */
const placeIn = ({ rows }: Replay, chosen: number | undefined): number =>
  Math.min(chosen ?? rows.length - 1, rows.length - 1);

/** What the drawing ends as, and which piece of it made the probability jump. */
function decisionOf({ drawing, network, counts, rows }: Replay): string {
  const end = rows[rows.length - 1];
  const leads = leadsOf(rows);
  const leader = leads[leads.length - 1].leader;
  const digit = network.classes[leader];
  const jump = largestJump(rows.map((row) => row[leader]));
  const reads = `In the end it reads ${article(digit)} ${digit}, ${formatPercent(end[leader])}.`;
  if (!jump) return reads;
  const [from, to] = [counts[jump.place], counts[jump.place + 1]];
  const stroke = strokeAt(drawing, to);
  const where = drawing.length > 1 ? ` of stroke ${stroke + 1}` : '';
  const points = to - from === 1 ? `Point ${to}` : `Points ${from + 1} to ${to}`;
  const percent = (place: number) => formatPercent(rows[place][leader]);
  const since =
    leads.length > 1
      ? ` Since point ${counts[leads[leads.length - 1].place]} nothing else has led.`
      : ` It led from the first point on.`;
  return `${reads} ${points}${where} decided most: from ${percent(jump.place)} to ${percent(jump.place + 1)}.${since}`;
}
