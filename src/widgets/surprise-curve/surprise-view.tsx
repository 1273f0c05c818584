import './surprise-curve.css';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatNames } from '../../core/number/format.ts';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { formatNumber } from '../../draw/number.ts';
import { NumberField } from '../../draw/number-field.tsx';
import { Select } from '../../draw/select.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Toggle } from '../../draw/toggle.tsx';
import type { WidgetProps } from '../definition.ts';
import { useChoice, useSwitch } from '../setting.ts';
import type { Attributes } from './attributes.ts';
import { computedCurve, exactCurve } from './curves.ts';
import { narrateCurve, narrateGuard } from './narration.ts';
import { pointOf, quantityOf } from './point.ts';
import { CurveReadout, GuardReadout } from './readout.tsx';
import { SurprisePlot } from './surprise-plot.tsx';

/** −ln p with a point to drag; with an addend and a number format, where the cap is and is lost. */
export function SurpriseView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment, mode } = attributes;
  const quantities = useStore(page.quantities);
  const name = quantityOf(attributes);
  const { p, fits } = pointOf(attributes, quantities);
  const [unit, setUnit] = useChoice(page, `${experiment}/unit`, ['nats', 'bits'], attributes.unit);
  const [mirror, setMirror] = useSwitch(page, `${experiment}/mirror`, attributes.mirror === 'on');
  const [guard, setGuard] = useChoice(
    page,
    `${experiment}/guard`,
    ['none', 'epsilon', 'one'],
    attributes.guard,
  );
  const [format, setFormat] = useChoice(
    page,
    `${experiment}/format`,
    formatNames,
    attributes.format,
  );
  const [axis, setAxis] = useChoice(page, `${experiment}/axis`, ['linear', 'log'], attributes.axis);
  const guarded = mode === 'guard' ? { guard, format } : undefined;

  useEffect(() => {
    if (!fits) page.refuse(name);
  }, [page, name, fits]);
  const pointed = useStore(page.pointed);
  useEffect(() => {
    const term = pointed?.startsWith(`${experiment}:`) ? pointed.split(':')[1] : undefined;
    page.light(experiment, term === 'p' || term === 'swallow' ? ['add'] : term ? ['log'] : []);
  }, [page, experiment, pointed]);

  const move = (value: number) => page.setQuantity(name, [value], []);
  return (
    <Frame
      name="surprise-curve"
      label="The loss as surprise: minus the logarithm of a probability"
      experiment={experiment}
      mode={mode}
      controls={
        <>
          <NumberField
            label="probability p"
            value={p}
            min={0}
            max={1}
            step={0.01}
            onChange={move}
          />
          {guarded ? (
            <>
              <Choice
                label="inside the log"
                value={guard}
                options={[
                  ['none', 'p'],
                  ['epsilon', 'p + 1e-10'],
                  ['one', 'p + 1⁻¹⁰'],
                ]}
                onChange={setGuard}
              />
              <Select
                label="computed in"
                value={format}
                options={formatNames.map((each) => [each, each])}
                onChange={setFormat}
              />
              <Choice
                label="axis"
                value={axis}
                options={[
                  ['linear', 'linear'],
                  ['log', 'logarithmic'],
                ]}
                onChange={setAxis}
              />
            </>
          ) : (
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
              <Toggle label="with its mirror, ln p" on={mirror} onChange={setMirror} />
            </>
          )}
        </>
      }
      narration={guarded ? narrateGuard(p, guard, format) : narrateCurve(p)}
      foot={
        <TableView
          label={`Loss against probability, experiment “${experiment}”`}
          sheets={tables(attributes, { unit, axis, guard, format })}
        />
      }
    >
      <div className="surprise-picture">
        <SurprisePlot
          page={page}
          experiment={experiment}
          p={p}
          unit={guarded ? 'nats' : unit}
          direction={guarded ? axis : 'linear'}
          mirror={!guarded && mirror}
          guarded={guarded}
          onMove={move}
        />
        {guarded ? <GuardReadout p={p} guard={guard} format={format} /> : <CurveReadout p={p} />}
        <p className="surprise-heard" data-result="p">
          {formatNumber(p)}
        </p>
      </div>
    </Frame>
  );
}

type Shown = Pick<Attributes, 'unit' | 'axis' | 'guard' | 'format'>;

/** Every eighth point of the curves: probability, exact loss, and as computed. */
function tables({ mode }: Attributes, { unit, axis, guard, format }: Shown) {
  const guarded = mode === 'guard';
  const direction = guarded ? axis : 'linear';
  const shown = guarded ? 'nats' : unit;
  const exact = exactCurve(direction, shown);
  const computed = guarded ? computedCurve(direction, shown, guard, format) : undefined;
  const rows = exact
    .map(([p, loss], i) => (computed ? [p, loss, computed[i][1]] : [p, loss]))
    .filter((_, i) => i % 8 === 0);
  const name = computed ? `p, exact loss, loss in ${format}` : `p, loss in ${shown}`;
  return [sheet(name, rows.flat(), computed ? 3 : 2)];
}
