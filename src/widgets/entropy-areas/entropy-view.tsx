import './entropy-areas.css';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { formatFixed, formatNumber } from '../../draw/number.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';
import { useChoice } from '../setting.ts';
import { useTerm } from '../term.ts';
import { useTermLines } from '../term-lines.ts';
import { AreaPlot } from './area-plot.tsx';
import type { Attributes } from './attributes.ts';
import {
  crossEntropy,
  divergence,
  entropy,
  labelCount,
  likelihood,
  namesOf,
  pairOf,
  surprisesOf,
  withShare,
} from './distributions.ts';
import { narrate } from './narration.ts';
import { ShareBars } from './share-bars.tsx';

/** Which line of a listing each term is about. */
const lines: Readonly<Record<string, string>> = {
  p: 'cross',
  q: 'cross',
  cross: 'cross',
  entropy: 'entropy',
  divergence: 'divergence',
};

/** Cross-entropy as entropy plus divergence, in areas. */
export function EntropyView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const { p, q, misfits } = pairOf(attributes, quantities);
  const [unit, setUnit] = useChoice(page, `${experiment}/unit`, ['nats', 'bits'], attributes.unit);
  const names = namesOf(attributes);
  const mark = {
    p: useTerm(page, experiment, 'p').props,
    q: useTerm(page, experiment, 'q').props,
    entropy: useTerm(page, experiment, 'entropy').props,
    divergence: useTerm(page, experiment, 'divergence').props,
    cross: useTerm(page, experiment, 'cross').props,
  };

  useRefusal(page, misfits);
  useTermLines(page, experiment, lines);

  const set = (which: 'p' | 'q', shares: readonly number[]) =>
    page.setQuantity(names[which], shares, [shares.length]);
  const swap = () => {
    set('p', q);
    set('q', p);
  };
  const per = unit === 'bits' ? 1 / Math.LN2 : 1;
  const text = (nats: number) => formatFixed(Math.abs(nats) < 5e-13 ? 0 : nats * per, 3);
  return (
    <Frame
      name="entropy-areas"
      label="Cross-entropy as entropy and divergence"
      experiment={experiment}
      controls={
        <>
          <Choice
            label="unit"
            value={unit}
            options={[
              ['nats', 'nats'],
              ['bits', 'bits'],
            ]}
            onChange={setUnit}
          />
          <button type="button" className="entropy-button" onClick={() => set('q', p)}>
            q = p
          </button>
          <button type="button" className="entropy-button" onClick={swap}>
            swap p and q
          </button>
          <button
            type="button"
            className="entropy-button"
            onClick={() => set('p', withShare(p, 0, 1))}
          >
            p: class 0 for certain
          </button>
        </>
      }
      narration={narrate(p, q, unit)}
      foot={
        <TableView
          label={`Entropy and divergence, experiment “${experiment}”`}
          sheets={[
            sheet('p (row 0), q (row 1)', [...p, ...q], p.length),
            sheet('−ln p (row 0), −ln q (row 1)', [...surprisesOf(p), ...surprisesOf(q)], p.length),
          ]}
        />
      }
    >
      <div className="entropy-picture">
        <div className="entropy-bars">
          <ShareBars
            name="p"
            caption="p, how often each class comes up"
            shares={p}
            mark={mark.p}
            onChange={(i, share) => set('p', withShare(p, i, share))}
          />
          <ShareBars
            name="q"
            caption="q, what the model says"
            shares={q}
            mark={mark.q}
            onChange={(i, share) => set('q', withShare(q, i, share))}
          />
        </div>
        <AreaPlot page={page} experiment={experiment} p={p} q={q} unit={unit} />
      </div>
      <dl className="entropy-sums">
        <div {...mark.entropy} data-tone="entropy">
          <dt>entropy H(p)</dt>
          <dd data-result="entropy">{text(entropy(p))}</dd>
        </div>
        <div {...mark.divergence} data-tone="divergence">
          <dt>divergence KL(p‖q)</dt>
          <dd data-result="divergence">{text(divergence(p, q))}</dd>
        </div>
        <div {...mark.cross} data-tone="cross">
          <dt>cross-entropy H(p, q)</dt>
          <dd data-result="cross">{text(crossEntropy(p, q))}</dd>
        </div>
      </dl>
      <dl className="entropy-sums" data-minor="true">
        <div>
          <dt>the other way, KL(q‖p)</dt>
          <dd data-result="reverse">{text(divergence(q, p))}</dd>
        </div>
        <div>
          <dt>likelihood of {labelCount} labels that come up as p says, by q</dt>
          <dd data-result="likelihood">{formatNumber(likelihood(p, q, labelCount))}</dd>
        </div>
      </dl>
    </Frame>
  );
}
