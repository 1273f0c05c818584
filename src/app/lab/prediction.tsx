import { useStore } from 'zustand';
import { type Bar, Bars } from '../../draw/bars.tsx';
import { formatPercent } from '../../draw/number.ts';
import { nodesBehindLoss } from '../../trace/graph.ts';
import { savedOf, type Trace } from '../../trace/trace.ts';
import type { LabStore } from './lab-store.ts';
import { Said } from './said.tsx';

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** What the network reads, live while the pen moves. */
export function Prediction({ store }: { readonly store: LabStore }) {
  const { recorded, recordedRevision } = useStore(store);
  const shares = recorded && probabilitiesOf(recorded.trace);
  const best = shares?.indexOf(Math.max(...shares));
  const bars = digits.map((digit): Bar => {
    const share = shares?.[digit];
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
        {shares && best !== undefined ? (
          <>
            reads it as a <strong>{best}</strong>{' '}
            <span className="prediction-share">{formatPercent(shares[best])}</span>
          </>
        ) : (
          'nothing to read yet'
        )}
      </p>
      <Said
        text={
          !shares || best === undefined
            ? ''
            : `reads it as a ${best}, ${formatPercent(shares[best])}`
        }
      />
      <Bars label="Probability of each digit" bars={bars} />
    </section>
  );
}

/** Softmax of the scores, as the loss itself computes it. */
function probabilitiesOf(trace: Trace): number[] | undefined {
  const loss = nodesBehindLoss(trace.graph).at(-1);
  return loss && Array.from(savedOf(trace, loss.id, 'probabilities').data);
}
