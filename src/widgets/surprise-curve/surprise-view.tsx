import './surprise-curve.css';
import { useMemo } from 'react';
import { Frame } from '../../draw/frame.tsx';
import { formatNumber } from '../../draw/number.ts';
import { NumberField } from '../../draw/number-field.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';
import { useTermLines } from '../term-lines.ts';
import type { Attributes } from './attributes.ts';
import { ModeControls, useControls } from './controls.tsx';
import { bentCurve, computedCurve, exactCurve } from './curves.ts';
import { narrateBend, narrateCurve, narrateGuard } from './narration.ts';
import { pointOf, quantityOf } from './point.ts';
import { BendReadout, CurveReadout, GuardReadout } from './readout.tsx';
import { SurprisePlot } from './surprise-plot.tsx';

/** Which line of a listing each term is about. */
const lines: Readonly<Record<string, string>> = {
  p: 'add',
  swallow: 'add',
  loss: 'log',
  cap: 'log',
};

/** −ln p with a point to drag, and what is done to it: guards in number formats, bent losses. */
export function SurpriseView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment, mode } = attributes;
  const quantities = useQuantities(page);
  const name = quantityOf(attributes);
  const { p, fits } = pointOf(attributes, quantities);
  const controls = useControls(page, attributes);
  const shown: Shown = {
    mode,
    unit: mode === 'curve' ? controls.unit[0] : 'nats',
    axis: mode === 'guard' ? controls.axis[0] : 'linear',
    guard: controls.guard[0],
    format: controls.format[0],
    bend: controls.bend[0],
  };
  const { unit, axis, guard, format, bend } = shown;
  const table = useMemo(
    () => tableOf({ mode, unit, axis, guard, format, bend }),
    [mode, unit, axis, guard, format, bend],
  );

  useRefusal(page, fits ? [] : [name]);
  useTermLines(page, experiment, lines);

  const says = {
    curve: {
      narration: () => narrateCurve(p),
      readout: () => <CurveReadout p={p} />,
    },
    guard: {
      narration: () => narrateGuard(p, guard, format),
      readout: () => <GuardReadout p={p} guard={guard} format={format} />,
    },
    bends: {
      narration: () => narrateBend(p, bend),
      readout: () => <BendReadout p={p} bend={bend} />,
    },
  }[mode];
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
          <ModeControls mode={mode} controls={controls} />
        </>
      }
      narration={says.narration()}
      foot={
        <TableView
          label={`Loss against probability, experiment “${experiment}”`}
          sheets={[table]}
        />
      }
    >
      <div className="surprise-picture">
        <SurprisePlot
          page={page}
          experiment={experiment}
          p={p}
          unit={unit}
          direction={axis}
          mirror={mode === 'curve' && controls.mirror[0]}
          guarded={mode === 'guard' ? { guard, format } : undefined}
          bend={mode === 'bends' ? bend : undefined}
          onMove={move}
        />
        {says.readout()}
        <p className="visually-hidden" data-result="p">
          {formatNumber(p)}
        </p>
      </div>
    </Frame>
  );
}

type Shown = Pick<Attributes, 'mode' | 'unit' | 'axis' | 'guard' | 'format' | 'bend'>;

/** Every eighth point of the curves: probability, exact loss, and the other curve's. */
function tableOf({ mode, unit, axis, guard, format, bend }: Shown) {
  const exact = exactCurve(axis, unit);
  const other = {
    curve: undefined,
    guard: { name: `loss in ${format}`, points: () => computedCurve(axis, unit, guard, format) },
    bends: { name: 'bent loss', points: () => bentCurve(bend) },
  }[mode];
  const beside = other?.points();
  const rows = exact
    .map((point, i) => (beside ? [...point, beside[i][1]] : point))
    .filter((_, i) => i % 8 === 0);
  const name = `p, loss in ${unit}${other ? `, ${other.name}` : ''}`;
  return sheet(name, rows.flat(), beside ? 3 : 2);
}
