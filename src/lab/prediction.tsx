import { useStore } from 'zustand';
import { article } from '../digits/article.ts';
import { type Bar, Bars } from '../draw/bars.tsx';
import { formatPercent } from '../draw/number.ts';
import type { LabStore } from './lab-store.ts';
import { probabilitiesOf } from './networks/answer.ts';
import { Said } from './said.tsx';

/** What the network reads, live while the pen moves. */
export function Prediction({ store }: { readonly store: LabStore }) {
  const { recorded, recordedRevision, network } = useStore(store);
  const { classes } = network;
  const shares = recorded && probabilitiesOf(recorded.trace);
  const winner = shares?.indexOf(Math.max(...shares));
  const best = winner === undefined ? undefined : classes[winner];
  const highest = winner === undefined ? undefined : shares?.[winner];
  const bars = classes.map((digit, at): Bar => {
    const share = shares?.[at];
    return {
      label: String(digit),
      share: share ?? 0,
      text: share === undefined ? '' : share < 0.0005 ? '·' : formatPercent(share),
      spoken: share !== undefined && share < 0.0005 ? 'next to nothing' : undefined,
      strong: digit === best,
    };
  });
  return (
    <section className="prediction" aria-label="Prediction">
      <p
        className="prediction-read"
        data-prediction
        data-digit={best ?? ''}
        data-revision={recordedRevision}
        data-label={recorded?.label}
      >
        {highest !== undefined ? (
          <>
            reads it as {article(best)} <strong>{best}</strong>{' '}
            <span className="prediction-share">{formatPercent(highest)}</span>
          </>
        ) : (
          'nothing to read yet'
        )}
      </p>
      <Said
        text={
          highest === undefined
            ? ''
            : `reads it as ${article(best)} ${best}, ${formatPercent(highest)}`
        }
      />
      <Bars label="Probability of each digit" bars={bars} />
      {classes.length === 2 && (
        <p className="prediction-note">
          It only knows {classes[0]} from {classes[1]}, and will call anything one of them.
        </p>
      )}
    </section>
  );
}
