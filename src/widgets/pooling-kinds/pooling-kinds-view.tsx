import './pooling-kinds.css';
import { useMemo } from 'react';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { diverging, sequential } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { Slider } from '../../draw/slider.tsx';
import { TableView } from '../../draw/table-view.tsx';
import { Toggle } from '../../draw/toggle.tsx';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';
import { useAmount, useSwitch } from '../setting.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { mostShift, numbersOn } from './experiment.ts';
import { KindCard } from './kind-card.tsx';
import { narrate } from './narration.ts';
import { beforePool, kindNames, poolKinds, runPool, shifted, side } from './pools.ts';

const plain = sequential(Number.MAX_VALUE);

/** Four pools over the same numbers: what each says, and whom each holds answerable. */
export function PoolingKindsView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const { input, x, nine, refused } = numbersOn(attributes, quantities);
  const shifts = { min: 0, max: mostShift, whole: true };
  const [shift, setShift] = useAmount(page, `${experiment}/shift`, shifts, attributes.shift);
  const [relu, setRelu] = useSwitch(page, `${experiment}/relu`, attributes.relu === 'on');
  useRefusal(page, refused);

  const moved = shifted(x, shift);
  const runs = useMemo(
    () =>
      kindNames.map((name) => ({
        name,
        run: runPool(name, shifted(x, shift), nine, relu),
        still: runPool(name, x, nine, relu).outputs,
      })),
    [x, shift, nine, relu],
  );
  const terms = {
    max: useTerm(page, experiment, 'max'),
    average: useTerm(page, experiment, 'average'),
    'global-max': useTerm(page, experiment, 'global-max'),
    'global-average': useTerm(page, experiment, 'global-average'),
  };
  // One scale for all four, so that a thin spread looks thin.
  const scale = diverging(Math.max(...runs.flatMap(({ run }) => run.gradient.map(Math.abs))));
  const edit = (at: number, value: number) => {
    const home = at - shift;
    if (at % side < shift) return;
    page.setQuantity(
      input,
      x.map((old, i) => (i === home ? value : old)),
      [side, side],
    );
  };

  return (
    <Frame
      name="pooling-kinds"
      label="Four kinds of pooling, forwards and back"
      experiment={experiment}
      controls={
        <>
          <Slider
            label="shift to the right"
            value={shift}
            min={0}
            max={mostShift}
            step={1}
            text={shift === 1 ? '1 column' : `${shift} columns`}
            onChange={setShift}
          />
          <Toggle label="a ReLU before the pool" on={relu} onChange={setRelu} />
        </>
      }
      narration={<span data-result="words">{narrate(runs, shift, relu)}</span>}
      foot={
        <>
          <Legend scale={scale} label="gradient" />
          <TableView
            label="Four kinds of pooling"
            signed
            sheets={[
              ...runs.map(({ name, run }) =>
                sheet(`${poolKinds[name].label}: gradient`, run.gradient, side),
              ),
              ...runs.map(({ name, run }) =>
                sheet(
                  `${poolKinds[name].label}: pooled`,
                  run.outputs,
                  Math.sqrt(run.outputs.length),
                ),
              ),
              sheet('input', moved, side),
            ]}
          />
        </>
      }
    >
      <div className="pooling-parts">
        <div className="pooling-input">
          <Matrix
            label="Input"
            size="small"
            values={moved}
            columns={side}
            block={2}
            scale={plain}
            format={formatNumber}
            mark={(i) =>
              relu && beforePool(moved, true)[i] !== moved[i]
                ? { pale: true, note: '0 after the ReLU' }
                : { ghost: i % side < shift }
            }
            onEdit={edit}
            caption={
              relu ? 'input: what is below zero reaches the pool as 0' : 'input: type into it'
            }
          />
        </div>
        <div className="pooling-cards">
          {runs.map(({ name, run, still }) => (
            <KindCard
              key={name}
              name={name}
              run={run}
              still={still}
              scale={scale}
              term={terms[name]}
            />
          ))}
        </div>
      </div>
    </Frame>
  );
}
