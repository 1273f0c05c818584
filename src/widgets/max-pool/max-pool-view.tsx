import './max-pool.css';
import { useEffect, useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { diverging } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Transport } from '../../draw/transport.tsx';
import { usePlayer } from '../../player/use-player.ts';
import type { Settings, WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { usePlayhead } from '../playhead.ts';
import { useRefusal } from '../refusal.ts';
import { useChoice } from '../setting.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { backwardRules, type RuleName, rulesOf } from './backward-rule.ts';
import {
  authoredGeometry,
  experimentOf,
  followGeometry,
  geometryOn,
  inputOf,
  misfitsOf,
  runExperiment,
  sizes,
  strides,
  upstreamIndex,
  upstreamOf,
} from './experiment.ts';
import { GradientCheck } from './gradient-check-view.tsx';
import { GradientGrid, InputGrid, PooledGrid, UpstreamGrid } from './grids.tsx';
import { narrate } from './narration.ts';
import { type Geometry, side, windowsPerSide } from './pool-run.ts';
import { anchorsOf, momentAt } from './timeline.ts';

/** Max-pooling forwards and backwards, window by window, on numbers that the reader types. */
export function MaxPoolView({ attributes, page }: WidgetProps<Attributes>) {
  const experiment = experimentOf(page, attributes);
  const name = (control: string) => `${attributes.experiment}/${control}`;
  const quantities = useQuantities(page);
  const written = authoredGeometry(attributes);
  const [size, setSize] = useChoice(page, name('size'), sizes, written.size);
  const [stride, setStride] = useChoice(page, name('stride'), strides, written.stride);
  const rules = rulesOf[attributes.mode].map(([rule]) => rule);
  const [rule, setRule] = useChoice<RuleName>(page, name('rule'), rules, attributes.rule);

  // First the length, then the playhead that must fit into it.
  useEffect(() => {
    const measure = (settings: Settings) => {
      const windows = windowsPerSide(geometryOn(attributes, settings)) ** 2;
      experiment.player.getState().setLength(2 * windows);
    };
    measure(page.settings.getState());
    return page.settings.subscribe(measure);
  }, [page, experiment, attributes]);
  usePlayhead(page, attributes.experiment, experiment.player, experiment.written);
  useRefusal(page, misfitsOf(experiment, quantities));
  const player = usePlayer(experiment.player);

  const run = useMemo(
    () => runExperiment(experiment, quantities, { size, stride }),
    [experiment, quantities, size, stride],
  );
  const geometry = run.geometry;
  const setGeometry = (next: Geometry) => {
    const { step } = experiment.player.getState();
    setSize(next.size);
    setStride(next.stride);
    followGeometry(experiment.player, step, windows, windowsPerSide(next) ** 2);
  };
  const mark = {
    x: useTerm(page, attributes.experiment, 'x'),
    y: useTerm(page, attributes.experiment, 'y'),
    delta: useTerm(page, attributes.experiment, 'delta'),
    dx: useTerm(page, attributes.experiment, 'dx'),
  };
  const windows = run.upstream.length;
  const across = windowsPerSide(geometry);
  const moment = momentAt(Math.min(player.step, 2 * windows - 1), player.progress, windows);
  const claim = backwardRules[rule].claim(run, moment.routed);

  const anchors = anchorsOf(moment).join(' ');
  useEffect(
    () => page.light(attributes.experiment, anchors.split(' ')),
    [page, attributes, anchors],
  );

  const edit =
    (name: string, values: readonly number[], shape: readonly number[]) =>
    (at: number, value: number) =>
      page.setQuantity(
        name,
        values.map((old, i) => (i === at ? value : old)),
        shape,
      );
  const editInput = edit(experiment.input, inputOf(experiment, quantities), [side, side]);
  const editNine = edit(experiment.upstream, upstreamOf(experiment, quantities), [3, 3]);
  const scale = diverging(Math.max(...[...run.upstream, ...run.routed[windows]].map(Math.abs)));

  return (
    <Frame
      name="max-pool"
      label="Max-pooling, there and back"
      experiment={attributes.experiment}
      mode={attributes.mode}
      controls={
        <>
          <Choice
            label="window"
            value={size}
            options={[
              [2, '2 × 2'],
              [3, '3 × 3'],
            ]}
            onChange={(next) => setGeometry({ size: next, stride })}
          />
          <Choice
            label="stride"
            value={stride}
            options={[
              [1, '1'],
              [2, '2'],
            ]}
            onChange={(next) => setGeometry({ size, stride: next })}
          />
          {attributes.mode !== 'route' && (
            <Choice
              label={attributes.mode === 'bugs' ? 'backward pass' : 'a tie goes to'}
              value={rule}
              options={rulesOf[attributes.mode]}
              onChange={setRule}
            />
          )}
        </>
      }
      narration={narrate(run, moment, rule)}
      transport={
        <Transport
          label="Steps of the two passes"
          {...player}
          describe={(step) => narrate(run, momentAt(step, 1, windows), rule)}
          segments={Array.from({ length: 2 * windows }, (_, step) => ({
            tone: step < windows ? 'forward' : 'backward',
          }))}
        />
      }
      foot={
        <>
          <Legend scale={scale} label="gradient" />
          <TableView
            label={`Max-pooling, experiment “${attributes.experiment}”`}
            signed
            sheets={[
              sheet('gradient of the loss by the input', claim.gradient, claim.columns),
              sheet('upstream gradient', run.upstream, across),
              sheet('input', run.x, side),
              sheet('pooled', run.pooled, across),
            ]}
          />
        </>
      }
    >
      <div className="max-pool-grids">
        <InputGrid term={mark.x} run={run} moment={moment} onEdit={editInput} />
        <div className="max-pool-between">
          <PooledGrid term={mark.y} run={run} moment={moment} columns={across} />
          <UpstreamGrid
            term={mark.delta}
            run={run}
            moment={moment}
            columns={across}
            scale={scale}
            onEdit={(window, value) => editNine(upstreamIndex(window, geometry), value)}
          />
        </div>
        <GradientGrid term={mark.dx} run={run} moment={moment} claim={claim} scale={scale} />
        {attributes.mode !== 'route' && <GradientCheck run={run} rule={rule} scale={scale} />}
      </div>
    </Frame>
  );
}
