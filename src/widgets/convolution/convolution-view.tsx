import './convolution.css';
import { memo, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { scaleOf } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Transport } from '../../draw/transport.tsx';
import { usePlayer } from '../../player/use-player.ts';
import type { WidgetProps } from '../definition.ts';
import { useQuantities, useSettings } from '../page-tables.ts';
import { usePlayhead } from '../playhead.ts';
import { useRefusal } from '../refusal.ts';
import type { Attributes } from './attributes.ts';
import { Controls } from './controls.tsx';
import { DrawDigit } from './draw-digit.tsx';
import { playerOf } from './experiment.ts';
import { planWindow } from './geometry.ts';
import { anchorsOf, momentAt } from './moment.ts';
import { narrate } from './narration.ts';
import { imageOf, inputName, kernelName, numbersOf, type Run, runScene, setupOf } from './scene.ts';
import { SizeFormula } from './size-formula.tsx';
import { Stage } from './stage.tsx';

// What does not change with the playhead is not drawn again in every frame.
const StillControls = memo(Controls);
const StillFormula = memo(SizeFormula);
const StillFoot = memo(Foot);

/** A kernel slides over numbers, a picture or the reader's digit. */
export function ConvolutionView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const settings = useSettings(page);
  const drawing = useStore(page.drawing);
  const follower = playerOf(page, attributes);
  const player = usePlayer(follower);
  usePlayhead(page, experiment, follower, Number(attributes.start));

  const numbers = useMemo(() => numbersOf(attributes, quantities), [attributes, quantities]);
  const setup = setupOf(attributes, settings);
  const { border, mode, pace, picture, padding, stride, dilation } = setup;
  const x = imageOf(setup, numbers, drawing);
  const size = Math.sqrt(x.length);
  const side = Math.sqrt(numbers.kernel.length);
  const window = useMemo(
    () => ({ size, kernel: side, stride, dilation, padding }),
    [size, side, stride, dilation, padding],
  );
  const planned = useMemo(() => planWindow(window), [window]);
  const refusal = 'refusal' in planned ? planned.refusal : undefined;
  const run = useMemo(
    () =>
      'refusal' in planned ? undefined : runScene(planned, { border, mode }, x, numbers.kernel),
    [planned, border, mode, x, numbers.kernel],
  );
  const taps = side * side;
  const steps = run ? run.y.length * (pace === 'product' ? taps : 1) : 1;
  const momentOf = (step: number, progress: number) =>
    momentAt(Math.min(step, steps - 1), progress, taps, pace);
  const moment = momentOf(player.step, player.progress);

  const anchors = run ? anchorsOf(run, moment, mode).join(' ') : '';
  useEffect(
    () => page.light(experiment, anchors.split(' ').filter(Boolean)),
    [page, experiment, anchors],
  );
  useRefusal(page, numbers.misfits);

  const edit = (name: string, values: readonly number[]) => (at: number, value: number) => {
    const rows = Math.sqrt(values.length);
    page.setQuantity(
      name,
      values.map((old, i) => (i === at ? value : old)),
      [rows, rows],
    );
  };
  const seek = (row: number, column: number) => {
    if (!run) return;
    const window = row * run.plan.out + column;
    player.seek(pace === 'product' ? window * taps + taps - 1 : window);
  };

  return (
    <Frame
      name="convolution"
      label="A kernel slides over an image"
      experiment={experiment}
      mode={picture === 'numbers' ? 'numbers' : 'picture'}
      controls={<StillControls {...{ attributes, page, numbers, picture }} />}
      narration={
        refusal ? 'No output: see the reason in its place.' : run && narrate(run, moment, pace)
      }
      transport={
        <Transport
          label="Windows, one after the other"
          {...player}
          length={steps}
          step={Math.min(player.step, steps - 1)}
          describe={(step) => (run ? narrate(run, momentOf(step, 1), pace) : 'No output')}
        />
      }
      foot={<StillFoot {...{ experiment, run, x }} kernel={numbers.kernel} />}
    >
      <Stage
        {...{ page, experiment, run, refusal, x, moment, mode, pace }}
        kernel={numbers.kernel}
        pictured={picture !== 'numbers'}
        onEditInput={edit(inputName(attributes), numbers.input)}
        onEditKernel={edit(kernelName(attributes), numbers.kernel)}
        onPick={seek}
      />
      {picture === 'digit' && <DrawDigit page={page} />}
      <StillFormula {...{ page, experiment }} settings={window} plan={run?.plan} />
    </Frame>
  );
}

interface FootProps {
  readonly experiment: string;
  readonly run: Run | undefined;
  readonly x: readonly number[];
  readonly kernel: readonly number[];
}

function Foot({ experiment, run, x, kernel }: FootProps) {
  return (
    <>
      <div className="convolution-legends">
        <Legend scale={scaleOf(x)} label="input" />
        <Legend scale={scaleOf(run?.y ?? [0])} label="output" />
      </div>
      <TableView
        label={`Convolution, experiment “${experiment}”`}
        sheets={[
          ...(run
            ? [
                sheet('output', run.y, run.plan.out),
                sheet('input in its padding', run.padded, run.plan.padded),
              ]
            : []),
          sheet('input', x, Math.sqrt(x.length)),
          sheet('kernel', kernel, Math.sqrt(kernel.length)),
        ]}
      />
    </>
  );
}
