import './transposed.css';
import { useEffect, useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { diverging } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Transport } from '../../draw/transport.tsx';
import { usePlayer } from '../../player/use-player.ts';
import { resized } from '../convolution/kernels.ts';
import type { WidgetProps } from '../definition.ts';
import { useQuantities, useSettings } from '../page-tables.ts';
import { usePlayhead } from '../playhead.ts';
import { useRefusal } from '../refusal.ts';
import { useChoice } from '../setting.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { playerOf } from './follower.ts';
import { FullView } from './full-view.tsx';
import { narrate } from './narration.ts';
import {
  bankIndex,
  bankShape,
  kernelName,
  paddings,
  setupOf,
  sizes,
  stampedBy,
  strides,
  upstreamName,
  walkBack,
  ways,
} from './way-back.ts';
import { WiresView } from './wires-view.tsx';

/** The wires of a convolution walked back, and the convolution that comes to the same. */
export function TransposedView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const settings = useSettings(page);
  const follower = playerOf(page, attributes);
  const player = usePlayer(follower);
  usePlayhead(page, experiment, follower, Number(attributes.start));
  const setup = useMemo(
    () => setupOf(attributes, quantities, settings),
    [attributes, quantities, settings],
  );
  const { planned, way, kernel, bank } = setup;
  const plan = 'refusal' in planned ? undefined : planned;
  const back = useMemo(() => plan && walkBack(plan, kernel, bank), [plan, kernel, bank]);
  const steps = !plan ? 1 : way === 'stamp' ? plan.out ** 2 : plan.size ** 2;
  const at = Math.min(player.step, steps - 1);
  const done = player.progress >= 0.5;
  const gradient = useMemo(() => {
    if (!back) return [];
    return way === 'stamp' ? stampedBy(back, at + (done ? 1 : 0)) : back.gradient;
  }, [back, way, at, done]);

  const anchor = way === 'stamp' ? 'stamp' : 'collect turn';
  useEffect(() => page.light(experiment, anchor.split(' ')), [page, experiment, anchor]);
  useRefusal(page, setup.misfits);

  const setKernel = (next: readonly number[]) => {
    const side = Math.sqrt(next.length);
    page.setQuantity(kernelName(attributes), next, [side, side]);
  };
  const scale = diverging(
    Math.max(...(back ? [...back.upstream, ...back.gradient].map(Math.abs) : [1])),
  );

  return (
    <Frame
      name="transposed-convolution"
      label="A convolution’s wires, walked back"
      experiment={experiment}
      mode={way}
      controls={
        <Controls
          {...{ attributes, page }}
          side={Math.sqrt(kernel.length)}
          onSide={(side) => setKernel(resized(kernel, side))}
        />
      }
      narration={back ? narrate(back, way, at) : 'No output, and so nothing to send back.'}
      transport={
        <Transport
          label="Cells, one after the other"
          {...player}
          length={steps}
          step={at}
          describe={(step) => (back ? narrate(back, way, step) : 'Nothing to send back')}
          segments={Array.from({ length: steps }, () => ({ tone: 'backward' }))}
        />
      }
      foot={
        <>
          <Legend scale={scale} label="gradient" />
          <TableView
            label={`The way back, experiment “${experiment}”`}
            signed
            sheets={[
              sheet('gradient by the input', back?.gradient ?? [], plan?.size ?? 1),
              sheet('upstream gradient', back?.upstream ?? [], plan?.out ?? 1),
              sheet('kernel', kernel, Math.sqrt(kernel.length)),
            ]}
          />
        </>
      }
    >
      {back ? (
        <div className="transposed-stage">
          <WiresView
            {...{ page, experiment, back, way, at, gradient, scale }}
            onEdit={(window, value) =>
              page.setQuantity(
                upstreamName(attributes),
                bank.map((old, i) => (i === bankIndex(window, back.plan.out) ? value : old)),
                bankShape,
              )
            }
          />
          <FullView
            {...{ page, experiment, back, scale }}
            at={way === 'collect' ? at : undefined}
            onEditKernel={(index, value) =>
              setKernel(kernel.map((old, i) => (i === index ? value : old)))
            }
          />
        </div>
      ) : (
        <p className="transposed-refusal" role="status" data-result="refusal">
          {'refusal' in planned ? planned.refusal : ''}
        </p>
      )}
    </Frame>
  );
}

interface ControlsProps extends WidgetProps<Attributes> {
  readonly side: number;
  readonly onSide: (side: number) => void;
}

function Controls({ attributes, page, side, onSide }: ControlsProps) {
  const { experiment } = attributes;
  const [size, setSize] = useChoice<number>(
    page,
    `${experiment}/size`,
    sizes,
    Number(attributes.size),
  );
  const [padding, setPadding] = useChoice(
    page,
    `${experiment}/padding`,
    paddings,
    attributes.padding,
  );
  const [stride, setStride] = useChoice<number>(
    page,
    `${experiment}/stride`,
    strides,
    Number(attributes.stride),
  );
  const [way, setWay] = useChoice(page, `${experiment}/way`, ways, attributes.way);
  const numbered = (values: readonly number[]) =>
    values.map((value) => [value, String(value)] as const);
  return (
    <>
      <Choice
        label="walk back from"
        value={way}
        options={[
          ['stamp', 'each output'],
          ['collect', 'each input'],
        ]}
        onChange={setWay}
      />
      <Choice label="input size" value={size} options={numbered(sizes)} onChange={setSize} />
      <Choice label="kernel size" value={side} options={numbered([1, 2, 3])} onChange={onSide} />
      <div {...useTerm(page, experiment, 'p').props}>
        <Choice
          label="padding"
          value={padding}
          options={paddings.map((name) => [name, name])}
          onChange={setPadding}
        />
      </div>
      <div {...useTerm(page, experiment, 's').props}>
        <Choice label="stride" value={stride} options={numbered(strides)} onChange={setStride} />
      </div>
    </>
  );
}
