import { article } from '../../../digits/article.ts';
import { type Bar, Bars as BarList } from '../../../draw/bars.tsx';
import { Legend } from '../../../draw/legend.tsx';
import { formatNumber, formatPercent, formatSigned } from '../../../draw/number.ts';
import { PixelMap } from '../../../draw/pixel-map.tsx';
import type { Scale } from '../../../draw/scale.ts';
import { parameterCount } from '../../../trace/graph.ts';
import { activationOf, gradientOf } from '../../../trace/trace.ts';
import type { Recorded } from '../../lab-store.ts';
import { probabilitiesOf, scoresIn } from '../../networks/answer.ts';
import { bestOf, saidBy } from './verdict.ts';

export type Bars = 'probabilities' | 'scores';

interface SideProps {
  readonly run: Recorded;
  readonly bars: Bars;
  /** The Lab's label, which this network may not know: then it is not judged by it. */
  readonly label: number;
  readonly judged: boolean;
  readonly scaleFor: (gradient: ArrayLike<number>) => Scale;
}

/** One network's answer, its loss, and the gradient that its loss sends to the drawing. */
export function Side({ run, bars, label, judged, scaleFor }: SideProps) {
  const { network, trace, milliseconds } = run;
  const { digit, share } = bestOf(saidBy(run));
  const gradient = gradientOf(trace, 'x').sum.data;
  const scale = scaleFor(gradient);
  const [loss] = activationOf(trace, trace.graph.loss ?? 'loss').data;
  return (
    <section className="compare-side" aria-label={network.title} data-side={network.id}>
      <h2>{network.title}</h2>
      <p className="compare-read">
        reads it as {article(digit)} <strong>{digit}</strong> <span>{formatPercent(share)}</span>
      </p>
      <BarList
        label={`${bars} of the ${network.title}`}
        bars={bars === 'scores' ? scoreBars(run) : shareBars(run, digit)}
      />
      <dl>
        <div>
          <dt>loss of label {label}</dt>
          <dd data-loss={judged ? loss : undefined}>
            {judged ? formatNumber(loss, { digits: 4 }) : `none: it has no ${label}`}
          </dd>
        </div>
        <div>
          <dt>parameters</dt>
          <dd>{parameterCount(network.graph).toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>forward and back</dt>
          <dd>{milliseconds < 0.1 ? '< 0.1' : milliseconds.toFixed(1)} ms</dd>
        </div>
      </dl>
      {judged ? (
        <figure>
          <PixelMap
            label={`Gradient of the loss of label ${label} with respect to the drawing, by the ${network.title}`}
            values={gradient}
            columns={28}
            scale={scale}
          />
          <figcaption>
            <span>where more ink raises the loss of {label}, or lowers it</span>
            <Legend scale={scale} />
          </figcaption>
        </figure>
      ) : (
        <p className="compare-none">
          No gradient: its loss knows only {network.classes.join(' and ')}. Choose one of these as
          the label.
        </p>
      )}
    </section>
  );
}

const shareBars = ({ network, trace }: Recorded, best: number): readonly Bar[] =>
  (probabilitiesOf(trace) ?? []).map((share, at) => ({
    label: String(network.classes[at]),
    share,
    text: share < 0.0005 ? '·' : formatPercent(share),
    spoken: share < 0.0005 ? 'next to nothing' : undefined,
    strong: network.classes[at] === best,
  }));

/** A lone score speaks for the second of two classes; its negative would for the first. */
function scoreBars({ network, trace }: Recorded): readonly Bar[] {
  const scores = scoresIn(trace);
  const classes = scores.length === 1 ? network.classes.slice(-1) : network.classes;
  const largest = Math.max(...scores.map(Math.abs));
  const highest = scores.length === 1 ? undefined : Math.max(...scores);
  return scores.map((score, at) => ({
    label: String(classes[at]),
    share: largest > 0 ? Math.abs(score) / largest : 0,
    text: formatSigned(score),
    tone: score < 0 ? 'negative' : 'positive',
    strong: score === highest,
  }));
}
