import { formatNumber, powerOfTen } from '../../../draw/number.ts';
import { Plot, type PlotNote } from '../../../draw/plot.tsx';

/** Exponents of ε, from the smallest: quarter powers of ten from 10⁻¹² to 10⁻¹. */
export const exponents: readonly number[] = Array.from({ length: 45 }, (_, i) => -12 + i / 4);
export const epsilons: readonly number[] = exponents.map((exponent) => 10 ** exponent);

interface ErrorCurveProps {
  /** For each ε, |measured − chain rule|; NaN where there is no slope. */
  readonly errors: readonly number[];
  readonly loss: number;
  /** Which ε is chosen. */
  readonly chosen: number;
}

/** Half the distance of neighbouring numbers at 1, in float64. */
const unit = 2 ** -53;
const floor = 1e-18;

/** The error by ε: what bends falls with ε², what rounds rises with 1/ε. Least lies between. */
export function ErrorCurve({ errors, loss, chosen }: ErrorCurveProps) {
  const points = epsilons.map((epsilon, i) => [epsilon, Math.max(errors[i], floor)] as const);
  const finite = points.filter(([, error]) => error > floor);
  const rounding = epsilons.map((epsilon) => [epsilon, (unit * Math.abs(loss)) / epsilon] as const);
  const last = finite.at(-1);
  const bending = last
    ? epsilons.map((epsilon) => [epsilon, last[1] * (epsilon / last[0]) ** 2] as const)
    : [];
  const sizes = finite.map(([, error]) => error);
  const low = 10 ** Math.floor(Math.log10(Math.min(...sizes, 1e-10)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...sizes, 1e-6)));
  const error = points[chosen][1];
  const power = (value: number) => powerOfTen(Math.round(Math.log10(value)));
  const here = { text: 'this ε', x: epsilons[chosen], y: error, side: 'above', dot: true } as const;
  const [rounded, bent] = [rounding[4], bending.at(-1)];
  const notes: PlotNote[] = Number.isNaN(error) ? [] : [here];
  if (rounded[1] < high) {
    notes.push({ text: 'rounding, 1/ε', x: rounded[0], y: rounded[1], side: 'right' });
  }
  if (bent && bent[1] > low && bent[1] < high) {
    notes.push({ text: 'bend, ε²', x: bent[0], y: bent[1], side: 'left' });
  }
  return (
    <Plot
      label={`The error of the measured slope by ε, both on logarithmic scales; at ε ${formatNumber(epsilons[chosen])} it is ${formatNumber(error)}`}
      x={{
        label: 'ε',
        domain: [1e-12, 1e-1],
        kind: 'log',
        ticks: [1e-12, 1e-9, 1e-6, 1e-3, 1e-1],
        format: power,
      }}
      y={{
        label: 'error',
        domain: [low, high],
        kind: 'log',
        ticks: ticksBetween(low, high),
        format: power,
      }}
      lines={[
        { name: 'rounding', points: rounding, tone: 'soft', dashed: true },
        { name: 'bending', points: bending, tone: 'soft', dashed: true },
        { name: 'error', points, tone: 'accent' },
      ]}
      notes={notes}
    />
  );
}

/** Powers of ten, about five of them. */
function ticksBetween(low: number, high: number): readonly number[] {
  const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const step = Math.max(1, Math.ceil((to - from) / 5));
  return Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, i) => 10 ** (from + i * step),
  );
}
