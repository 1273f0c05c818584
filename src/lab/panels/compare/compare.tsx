import './compare.css';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Choice } from '../../../draw/choice.tsx';
import { channelView } from '../../../draw/feature-map.ts';
import { diverging, scaleOf } from '../../../draw/scale.ts';
import { Select } from '../../../draw/select.tsx';
import { TableView } from '../../../draw/table-view.tsx';
import { gradientOf } from '../../../trace/trace.ts';
import { Said } from '../../said.tsx';
import type { LabPartProps } from '../panel.ts';
import { useSecondRun } from './second-run.ts';
import { type Bars, Side } from './side.tsx';
import { saidBy, verdictOf } from './verdict.ts';

/** The drawing through a second network, beside the first: what both say, and what each looks at. */
export function Compare({ store, client }: LabPartProps) {
  const { network, networks, compareWith, recorded, setCompareWith } = useStore(store);
  const others = networks.filter((one) => one !== network);
  const other = others.find(({ id }) => id === compareWith) ?? others[0];
  const { pair, failed } = useSecondRun(store, client, other);
  const [bars, setBars] = useState<Bars>('probabilities');
  const [scaling, setScaling] = useState<'own' | 'common'>('own');

  const select = (
    <Select
      label="beside it"
      value={other?.id}
      options={others.map(({ id, title }) => [id, title] as const)}
      onChange={setCompareWith}
    />
  );
  if (failed !== undefined) {
    return (
      <div className="compare">
        {select}
        <p role="alert">The second network could not be run: {failed}.</p>
      </div>
    );
  }
  if (!recorded || !pair) {
    return (
      <div className="compare">
        {select}
        <p className="compare-sentence">
          {recorded ? 'One moment …' : 'Draw a digit: both networks will read it.'}
        </p>
      </div>
    );
  }
  const { first, second, judged } = pair;
  const gradients = [first, ...(judged ? [second] : [])].map(
    ({ trace }) => gradientOf(trace, 'x').sum.data,
  );
  const common = diverging(Math.max(...gradients.map((data) => scaleOf(data).end)));
  const scaleFor = (data: ArrayLike<number>) =>
    scaling === 'common' ? common : scaleOf(data, { signed: true });
  const sentence = verdictOf(saidBy(first), saidBy(second));
  return (
    <div className="compare">
      <p className="compare-sentence" data-verdict>
        {sentence}
      </p>
      <Said text={sentence} wait={1200} />
      <div className="compare-controls">
        {select}
        <Choice
          label="Bars"
          value={bars}
          options={[
            ['probabilities', 'probabilities'],
            ['scores', 'scores'],
          ]}
          onChange={setBars}
        />
        <Choice
          label="Scale of the gradients"
          value={scaling}
          options={[
            ['own', 'each its own'],
            ['common', 'one for both'],
          ]}
          onChange={setScaling}
        />
      </div>
      <div className="compare-sides">
        <Side run={first} bars={bars} label={first.label} scaleFor={scaleFor} judged />
        <Side run={second} bars={bars} label={first.label} scaleFor={scaleFor} judged={judged} />
      </div>
      <TableView
        label="gradient with respect to the drawing"
        signed
        sheets={gradients.map((data, at) => ({
          name: [first, second][at].network.title,
          view: channelView(data, 28, 28, 1, 0),
        }))}
      />
    </div>
  );
}
