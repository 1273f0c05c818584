import type { FormatName } from '../../core/number/format.ts';
import { formatFixed, formatNumber, powerOfTen } from '../../draw/number.ts';
import { Plot, type PlotLine, type PlotNote } from '../../draw/plot.tsx';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import { type Bend, bentLoss } from './bends.ts';
import {
  bentCurve,
  computedCurve,
  type Direction,
  exactCurve,
  inUnit,
  lossAxis,
  mirrored,
  probabilityAxis,
  smallest,
  type Unit,
} from './curves.ts';
import { compute, type Guard, lostFrom, surpriseOf } from './surprise.ts';

interface SurprisePlotProps {
  readonly page: Page;
  readonly experiment: string;
  readonly p: number;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly mirror: boolean;
  /** Undefined where nothing is said of addends and formats. */
  readonly guarded?: { readonly guard: Guard; readonly format: FormatName };
  /** The loss that bends the curve, where one does. */
  readonly bend?: Bend;
  readonly onMove: (p: number) => void;
}

/** The curve with its point, and what a guard inside the logarithm makes of it. */
export function SurprisePlot(props: SurprisePlotProps) {
  const { page, experiment, p, unit, direction, mirror, guarded, bend, onMove } = props;
  const guard = guarded?.guard ?? 'none';
  const format = guarded?.format ?? 'float64';
  const terms = {
    p: useTerm(page, experiment, 'p').props,
    loss: useTerm(page, experiment, 'loss').props,
    cap: useTerm(page, experiment, 'cap').props,
    swallow: useTerm(page, experiment, 'swallow').props,
  };
  const exact = exactCurve(direction, unit);
  const computed = guarded && computedCurve(direction, unit, guard, format);
  const bent = bend && bentCurve(bend);
  const x = probabilityAxis(direction);
  const y = lossAxis(direction, unit, { mirror, guarded: guarded !== undefined });
  const nats = guarded ? compute(p, guard, format).loss : bend ? bentLoss(p, bend) : surpriseOf(p);
  const height = inUnit(nats, unit);
  const left = direction === 'log' ? smallest : 0;
  const at = Math.max(p, left);

  const cap = inUnit(surpriseOf(0, 'epsilon'), unit);
  const capShown = guard === 'epsilon' && compute(0, guard, format).addend !== 0;
  const lost = guard === 'epsilon' ? lostFrom(guard, format) : undefined;
  const lines: PlotLine[] = [
    { name: 'drop', tone: 'soft', dashed: true, points: drop(at, height, y), props: terms.p },
    {
      name: 'height',
      tone: 'soft',
      dashed: true,
      points: [
        [left, height],
        [at, height],
      ],
      props: terms.loss,
    },
    ...(mirror ? [{ name: 'mirror', tone: 'soft', points: mirrored(exact) } as const] : []),
    { name: 'exact', tone: guarded || bent ? 'soft' : 'accent', points: exact },
    ...(bent ? [{ name: 'bent', tone: 'accent', points: bent } as const] : []),
    ...(computed ? [{ name: 'computed', tone: 'accent', points: computed } as const] : []),
    ...(capShown ? [line('cap', [left, cap], [1, cap], terms.cap)] : []),
    ...(lost ? [line('swallow', [lost, y.domain[0]], [lost, y.domain[1]], terms.swallow)] : []),
  ];
  return (
    <Plot
      label={`Loss against the probability of the right class, in ${unit}`}
      x={x}
      y={y}
      lines={lines}
      notes={notesOf({
        direction,
        mirror,
        top: y.domain[1],
        cap: capShown ? cap : undefined,
        lost,
      })}
      point={{
        label: 'probability of the right class',
        x: p,
        y: height,
        step: direction === 'log' ? 0.1 : 0.01,
        text: `p = ${formatNumber(p)}, loss ${formatFixed(height, 3)} ${unit}`,
        onMove: (value) => onMove(tidy(value, direction)),
      }}
    />
  );
}

const line = (
  name: string,
  from: readonly [number, number],
  to: readonly [number, number],
  props: PlotLine['props'],
): PlotLine => ({ name, tone: 'ink', dashed: true, points: [from, to], props });

/** From the point to the axis below it. */
const drop = (p: number, height: number, y: { readonly domain: readonly [number, number] }) =>
  [
    [p, Math.min(height, y.domain[1])],
    [p, Math.max(0, y.domain[0])],
  ] as const;

/** Three significant digits: what a pointer means, and what is pleasant to read. */
function tidy(p: number, direction: Direction): number {
  if (direction === 'log') return Number(p.toPrecision(3));
  return p < 0.01 ? Number(p.toPrecision(2)) : Number(p.toFixed(4));
}

function notesOf(shown: {
  readonly direction: Direction;
  readonly mirror: boolean;
  readonly top: number;
  readonly cap: number | undefined;
  readonly lost: number | undefined;
}): readonly PlotNote[] {
  const { direction, mirror, top, cap, lost } = shown;
  const notes: PlotNote[] = [];
  if (mirror) {
    notes.push({ text: '−ln p', x: 0.3, y: top * 0.42, side: 'right', tone: 'accent' });
    notes.push({ text: 'ln p', x: 0.3, y: -top * 0.42, side: 'right' });
  }
  if (cap !== undefined && direction === 'log') {
    const text = `cap ${formatFixed(cap, 2)}`;
    notes.push({ text, x: 1e-5, y: cap, side: 'above', tone: 'ink' });
  }
  if (lost) {
    const power = `2${powerOfTen(Math.log2(lost)).slice(2)}`;
    const text = `10⁻¹⁰ is lost from ${power} on`;
    const side = direction === 'log' ? 'left' : 'right';
    notes.push({ text, x: lost, y: top * 0.9, side, tone: 'ink' });
  }
  return notes;
}
