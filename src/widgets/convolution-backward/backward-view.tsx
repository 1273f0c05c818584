import './convolution-backward.css';
import { useEffect, useMemo } from 'react';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { diverging } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Transport } from '../../draw/transport.tsx';
import { usePlayer } from '../../player/use-player.ts';
import type { WidgetProps } from '../definition.ts';
import { useQuantities, useSettings } from '../page-tables.ts';
import { usePlayhead } from '../playhead.ts';
import { useRefusal } from '../refusal.ts';
import type { Attributes } from './attributes.ts';
import { CollectStage } from './collect-stage.tsx';
import { Controls, useCheck, useRule } from './controls.tsx';
import { playerOf } from './experiment.ts';
import { Givens } from './givens.tsx';
import { linesOf } from './lit-lines.ts';
import { MatrixStage } from './matrix-stage.tsx';
import { momentAt, sends, stepsOf } from './moment.ts';
import { narrate } from './narration.ts';
import { misfitsOf, putNumber } from './numbers.ts';
import { Part } from './part.tsx';
import { ProductGrid } from './product-grid.tsx';
import { Check, ResultView } from './result-view.tsx';
import { type Scene, sceneOf, setupOf, storesOf } from './scene.ts';

/** The three gradients of a convolution, step by step: as loops that send or collect, as matrices. */
export function BackwardView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const settings = useSettings(page);
  const follower = playerOf(page, attributes);
  const player = usePlayer(follower);
  usePlayhead(page, experiment, follower, Number(attributes.start));
  const rule = useRule(page, attributes);
  const check = useCheck(page, attributes);

  const setup = setupOf(attributes, settings);
  const scene = useMemo(
    () => sceneOf(attributes, quantities, setupOf(attributes, settings)),
    [attributes, quantities, settings],
  );
  const { gradient, way } = setup;
  const view = { gradient, way };
  const stores = storesOf(attributes);
  useRefusal(
    page,
    Object.values(stores).flatMap((store) => misfitsOf(store, quantities)),
  );

  const isRefused = 'refusal' in scene;
  const steps = isRefused ? 1 : stepsOf(scene.plan, view);
  const moment = isRefused ? undefined : momentAt(scene, view, player.step, player.progress);
  const lines = moment ? linesOf(view, moment, steps).join(' ') : '';
  useEffect(
    () => page.light(experiment, lines.split(' ').filter(Boolean)),
    [page, experiment, lines],
  );
  if (isRefused || !moment) return <p>{isRefused ? scene.refusal : ''}</p>;

  const edit = (given: 'input' | 'kernel' | 'upstream', at: number, value: number) => {
    const { size, kernel, out } = scene.plan;
    const side = { input: size, kernel, upstream: out }[given];
    putNumber(page, stores[given], side, at, value);
  };
  const stage = { page, experiment, scene, view, moment };
  const isApart = sends(view) && gradient !== 'db';
  return (
    <Frame
      name="convolution-backward"
      label="The gradients of a convolution"
      experiment={experiment}
      mode={`${gradient} ${way}`}
      controls={<Controls {...{ attributes, page, rule, check }} />}
      narration={narrate(scene, view, moment)}
      transport={
        <Transport
          label="Steps of the backward pass"
          {...player}
          length={steps}
          step={moment.step}
          describe={(step) => narrate(scene, view, momentAt(scene, view, step, 1))}
          segments={Array.from({ length: steps }, () => ({ tone: 'backward' }))}
        />
      }
      foot={<Foot scene={scene} experiment={experiment} gradient={gradient} />}
    >
      <div className="conv-back-stage">
        <Givens {...stage} onEdit={edit} />
        <div className="conv-back-work">
          {way === 'collect' && (
            <CollectStage {...stage} onTurn={(turned) => rule[1](turned ? 'truth' : 'unturned')} />
          )}
          {way === 'matrix' && <MatrixStage {...stage} />}
          <Part page={page} experiment={experiment} term="sum" caption={productsCaption[gradient]}>
            <ProductGrid moment={moment} rule={setup.rule} apart={isApart} />
          </Part>
        </div>
        <div className="conv-back-result">
          <ResultView {...stage} />
          {check[0] && <Check {...stage} />}
        </div>
      </div>
    </Frame>
  );
}

const productsCaption = { dx: 'δ · weight', dw: 'δ · cell', db: 'δ · 1' } as const;

interface FootProps {
  readonly scene: Scene;
  readonly experiment: string;
  readonly gradient: 'dx' | 'dw' | 'db';
}

function Foot({ scene, experiment, gradient }: FootProps) {
  const { plan, claim, x, kernel, upstream, y, field } = scene;
  return (
    <>
      <Legend scale={diverging(Math.max(...claim[gradient].map(Math.abs)))} label="gradient" />
      <TableView
        label={`Backward pass of a convolution, experiment “${experiment}”`}
        signed
        sheets={[
          sheet('dX, gradient of the input', claim.dx, plan.size),
          sheet('dW, gradient of the kernel', claim.dw, plan.kernel),
          sheet('db, gradient of the bias', claim.db, 1),
          sheet('upstream gradient', upstream, plan.out),
          sheet('upstream gradient with its holes, in zeros', field.values, field.side),
          sheet('input', x, plan.size),
          sheet('kernel', kernel, plan.kernel),
          sheet('output', y, plan.out),
        ]}
      />
    </>
  );
}
