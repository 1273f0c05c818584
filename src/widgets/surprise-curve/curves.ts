import type { FormatName } from '../../core/number/format.ts';
import type { Axis } from '../../draw/axis.ts';
import { formatNumber, powerOfTen } from '../../draw/number.ts';
import type { Attributes } from './attributes.ts';
import { type Bend, bentLosses } from './bends.ts';
import { compute, type Guard, inBits, surprises } from './surprise.ts';

export type Unit = Attributes['unit'];
export type Direction = Attributes['axis'];

/** The smallest probability that the logarithmic axis shows. */
export const smallest = 1e-16;

/** A loss in the unit that is chosen. */
export const inUnit = (nats: number, unit: Unit): number => (unit === 'bits' ? inBits(nats) : nats);

export const probabilityAxis = (direction: Direction): Axis =>
  direction === 'log'
    ? {
        label: 'probability of the right class, p (logarithmic)',
        domain: [smallest, 1],
        kind: 'log',
        ticks: [1e-15, 1e-10, 1e-5, 1],
        format: (value) => (value === 1 ? '1' : powerOfTen(Math.round(Math.log10(value)))),
      }
    : {
        label: 'probability of the right class, p',
        domain: [0, 1],
        ticks: [0, 0.25, 0.5, 0.75, 1],
      };

/** Room for the curve, and below zero for its mirror image or for the loss that 1⁻¹⁰ makes. */
export function lossAxis(
  direction: Direction,
  unit: Unit,
  { mirror, guarded }: { readonly mirror: boolean; readonly guarded: boolean },
): Axis {
  const top = { linear: { nats: 7, bits: 10 }, log: { nats: 40, bits: 60 } }[direction][unit];
  const below = mirror ? top : guarded ? top / 7 : 0;
  return { label: `loss in ${unit}`, domain: [-below, top], format: (v) => formatNumber(v) };
}

type Point = readonly [x: number, y: number];

/** Closer together where the curve is steep. */
const steps = 160;
const along: Readonly<Record<Direction, readonly number[]>> = {
  linear: Array.from({ length: steps + 1 }, (_, i) => (i / steps) ** 3),
  log: Array.from({ length: steps + 1 }, (_, i) => smallest ** (1 - i / steps)),
};

const drawn = new Map<string, readonly Point[]>();

/** There are few curves, drawn and tabled again and again: each is computed once. */
function once(name: string, make: () => readonly Point[]): readonly Point[] {
  const curve = drawn.get(name) ?? make();
  drawn.set(name, curve);
  return curve;
}

/** −ln p, exact. */
export const exactCurve = (direction: Direction, unit: Unit): readonly Point[] =>
  once(`exact ${direction} ${unit}`, () => {
    const losses = surprises(along[direction]);
    return along[direction].map((p, i) => [p, inUnit(losses[i], unit)]);
  });

/** ln p, its mirror image. */
export const mirrored = (curve: readonly Point[]): readonly Point[] =>
  curve.map(([p, loss]) => [p, -loss]);

/** The loss of a head that bends the curve. */
export const bentCurve = (bend: Bend): readonly Point[] =>
  once(bend, () => {
    const losses = bentLosses(along.linear, bend);
    return along.linear.map((p, i) => [p, losses[i]]);
  });

/** −ln(p + addend), each step rounded to the format. */
export const computedCurve = (
  direction: Direction,
  unit: Unit,
  guard: Guard,
  format: FormatName,
): readonly Point[] =>
  once(`${direction} ${unit} ${guard} ${format}`, () =>
    along[direction].map((p) => [p, inUnit(compute(p, guard, format).loss, unit)]),
  );
