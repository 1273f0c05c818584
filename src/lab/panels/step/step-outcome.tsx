import { useStore } from 'zustand';
import { type Bar, Bars } from '../../../draw/bars.tsx';
import { formatNumber, formatPercent, formatSigned } from '../../../draw/number.ts';
import type { Leap, Outcome } from '../../descent/descent.ts';
import type { LabStore } from '../../lab-store.ts';

interface StepOutcomeProps {
  readonly store: LabStore;
  readonly leap: Leap;
}

/** The last step's promise and what came of it, before and after. */
export function StepOutcome({ store, leap }: StepOutcomeProps) {
  const network = useStore(store, (lab) => lab.network);
  const drawing = useStore(store, (lab) => lab.drawing);
  const labelNow = useStore(store, (lab) => lab.label);
  const { before, after, label, promised, optimizer, rate, steps } = leap;
  const at = network.classes.indexOf(label);
  const came = after.loss - before.loss;
  const elsewhere = drawing !== leap.drawing || labelNow !== label;
  const name = optimizer === 'sgd' ? 'SGD' : 'Adam';
  return (
    <section className="step-outcome" aria-label="What the step did">
      <h2>
        {steps === 1 ? 'The last step' : `The last ${steps} steps`}: {name}, η ={' '}
        {formatNumber(rate, { digits: 2 })}, label {label}
      </h2>
      <table className="learn-table">
        <thead>
          <tr>
            <td />
            <th scope="col">before</th>
            <th scope="col">after</th>
            <th scope="col">change</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">loss</th>
            <td data-result="loss-before">{formatNumber(before.loss, { digits: 4 })}</td>
            <td data-result="loss-after">{formatNumber(after.loss, { digits: 4 })}</td>
            <td data-result="loss-change">{formatSigned(came)}</td>
          </tr>
          {promised && (
            <tr>
              <th scope="row">
                promised by the slope
                {optimizer === 'sgd' ? ', −η‖g‖²' : ', g · Δw'}
              </th>
              <td />
              <td />
              <td data-result="loss-promised">{formatSigned(promised.change)}</td>
            </tr>
          )}
          <tr>
            <th scope="row">probability of {label}</th>
            <td>{formatPercent(before.probabilities[at])}</td>
            <td>{formatPercent(after.probabilities[at])}</td>
            <td>{pointsText(after.probabilities[at] - before.probabilities[at])}</td>
          </tr>
        </tbody>
      </table>
      <p className="learn-note">
        {verdict(before.loss, came, promised?.change)}
        {elsewhere &&
          ' Digit or label have changed since: these are the numbers of the ones it was taken on.'}
      </p>
      <div className="step-bars">
        <Reading title="before" outcome={before} classes={network.classes} />
        <Reading title="after" outcome={after} classes={network.classes} />
      </div>
    </section>
  );
}

interface ReadingProps {
  readonly title: string;
  readonly outcome: Outcome;
  readonly classes: readonly number[];
}

function Reading({ title, outcome: { probabilities }, classes }: ReadingProps) {
  const best = Math.max(...probabilities);
  const bars = classes.map((digit, i): Bar => {
    const share = probabilities[i];
    const nothing = share < 0.0005;
    return {
      label: String(digit),
      share,
      text: nothing ? '·' : formatPercent(share),
      spoken: nothing ? 'next to nothing' : undefined,
      strong: share === best,
    };
  });
  return (
    <div>
      <p className="learn-caption" aria-hidden="true">
        {title}
      </p>
      <Bars label={`Probability of each digit, ${title}`} bars={bars} />
    </div>
  );
}

/** float32 knows a score of 100 to about four millionths: what is smaller proves nothing. */
const GRAIN = 1e-5;

const pointsText = (share: number): string =>
  share === 0 ? '0' : `${formatSigned(100 * share)} pp`;

/** How well the straight line foretold what the curve did. */
function verdict(before: number, came: number, promised: number | undefined): string {
  if (promised === undefined) return '';
  if (promised === 0) return 'There is no slope here to follow: nothing moves.';
  if (Math.abs(promised) < GRAIN && Math.abs(came) < GRAIN) {
    return 'So small a change is lost in the rounding of float32: here the numbers no longer tell the promise from what came.';
  }
  if (came > 0) {
    return 'The loss rose, though the slope promised a fall: the step was longer than the slope holds. Undo, and try a smaller rate.';
  }
  if (-promised > before) {
    return 'The slope promised more than there was to lose: no loss falls below 0. So far away its straight line means nothing.';
  }
  const kept = came / promised;
  if (kept > 1.02) return 'It fell by more than the slope promised: the loss bends downwards here.';
  if (kept >= 0.98) return 'Over so short a way the loss is as good as straight: promise kept.';
  return `Of what the slope promised came ${formatPercent(kept)}: the loss flattens out along the way.`;
}
