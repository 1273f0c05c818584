import { formatNumber } from '../../../draw/number.ts';
import type { Histogram, HistogramBin } from './histogram.ts';
import type { Spread } from './layer-facts.ts';

interface HistogramPictureProps {
  /** What is counted: `activations of pool 1`. */
  readonly label: string;
  readonly spread: Spread;
}

/**
 * Bars whose heights grow with log(1 + count), so that one number beside a thousand zeros is seen.
 * The line is zero. Its counts stand in the table.
 */
export function HistogramPicture({ label, spread }: HistogramPictureProps) {
  const { histogram, scale, statistics } = spread;
  const { bins } = histogram;
  const most = Math.max(1, ...bins.map(({ count }) => Math.log1p(count)));
  const signed = scale.kind === 'diverging';
  const width = 100 / bins.length;
  return (
    <figure className="histogram">
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${inWords(statistics.size, histogram, signed)}`}
      >
        {bins.map((one, i) => (
          <rect
            key={one.from}
            x={round(i * width)}
            width={round(0.9 * width)}
            y={round(40 - (40 * Math.log1p(one.count)) / most)}
            height={round((40 * Math.log1p(one.count)) / most)}
            data-tone={toneOf(one, signed)}
          >
            <title>{binText(one)}</title>
          </rect>
        ))}
        <line x1={signed ? 50 : 0} x2={signed ? 50 : 0} y1="0" y2="40" />
      </svg>
      <p className="histogram-axis" aria-hidden="true">
        <span>{signed ? formatNumber(-scale.end) : '0'}</span>
        {signed && <span>0</span>}
        <span>{formatNumber(scale.end, { signed })}</span>
      </p>
    </figure>
  );
}

const toneOf = ({ from, to }: HistogramBin, signed: boolean): string => {
  if (!signed) return 'accent';
  return from >= 0 ? 'positive' : to <= 0 ? 'negative' : 'soft';
};

const binText = ({ from, to, count }: HistogramBin): string =>
  `${count} from ${formatNumber(from)} to ${formatNumber(to)}`;

/** Where most of the numbers are. */
function inWords(size: number, { bins, outside }: Histogram, signed: boolean): string {
  const fullest = bins.reduce((best, one) => (one.count > best.count ? one : best), bins[0]);
  const sides = signed
    ? `, ${count(bins, (one) => one.to <= 0)} below the bin of zero, ${count(bins, (one) => one.from >= 0)} above it`
    : '';
  const beyond = outside > 0 ? `, ${outside} beyond the axis` : '';
  return `${size} numbers, most in one bin: ${binText(fullest)}${sides}${beyond}`;
}

const count = (bins: readonly HistogramBin[], holds: (one: HistogramBin) => boolean): number =>
  bins.filter(holds).reduce((sum, one) => sum + one.count, 0);

const round = (x: number): number => Math.round(1000 * x) / 1000;
