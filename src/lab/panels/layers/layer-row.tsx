import { formatNumber, formatPercent, formatSigned } from '../../../draw/number.ts';
import { type FlagKind, flagWords } from './flag.ts';
import { HistogramPicture } from './histogram-picture.tsx';
import type { LayerFacts, Spread } from './layer-facts.ts';

interface LayerRowProps {
  readonly facts: LayerFacts;
  readonly flags: readonly FlagKind[];
  /** The powers of ten that the bars of the norms begin and end at. */
  readonly decades: readonly [first: number, last: number];
}

/** One layer in a row: how its activations and gradients lie, and how large its gradients are. */
export function LayerRow({ facts, flags, decades }: LayerRowProps) {
  const { column, value, activation, gradient, paramNorm } = facts;
  const relu = value.node?.kind === 'relu' ? ' after ReLU' : '';
  return (
    <li className="layer-row" data-layer={value.id}>
      <h3>
        {column.title}
        <span>
          {value.shapeText}
          {relu}
        </span>
        {flags.map((flag) => (
          <strong key={flag} className="layer-flag" data-flag={flag}>
            {flagWords[flag]}
          </strong>
        ))}
      </h3>
      <SpreadCell id={value.id} pass="activation" title={column.title} spread={activation} />
      <SpreadCell id={value.id} pass="gradient" title={column.title} spread={gradient} />
      <div className="layer-norms">
        <NormBar
          name="‖∂L/∂a‖"
          stat={`gradient:${value.id}:norm`}
          norm={gradient.statistics.norm}
          decades={decades}
        />
        {paramNorm !== undefined && (
          <NormBar
            name="‖∂L/∂θ‖"
            stat={`params:${value.id}:norm`}
            norm={paramNorm}
            decades={decades}
          />
        )}
      </div>
    </li>
  );
}

interface SpreadCellProps {
  readonly id: string;
  readonly pass: 'activation' | 'gradient';
  readonly title: string;
  readonly spread: Spread;
}

function SpreadCell({ id, pass, title, spread }: SpreadCellProps) {
  const { statistics, scale } = spread;
  const { size, zeros, nan, infinite } = statistics;
  const signed = scale.kind === 'diverging';
  const stat = (name: string) => `${pass}:${id}:${name}`;
  const number = (value: number) => (signed ? formatSigned(value) : formatNumber(value));
  return (
    <div className="layer-spread">
      <p className="layer-caption">{pass === 'gradient' ? 'gradients ∂L/∂a' : 'activations a'}</p>
      <HistogramPicture
        label={`${pass === 'gradient' ? 'gradients' : 'activations'} of ${title}`}
        spread={spread}
      />
      <p className="layer-stats">
        mean <b data-stat={stat('mean')}>{number(statistics.mean)}</b>, deviation{' '}
        <b data-stat={stat('deviation')}>{formatNumber(statistics.deviation)}</b>,{' '}
        <b data-stat={stat('zeros')}>{formatPercent(zeros / size)}</b> zeros
        {nan > 0 && `, ${nan} NaN`}
        {infinite > 0 && `, ${infinite} infinite`}
      </p>
    </div>
  );
}

interface NormBarProps {
  readonly name: string;
  readonly stat: string;
  readonly norm: number;
  readonly decades: readonly [first: number, last: number];
}

function NormBar({ name, stat, norm, decades: [first, last] }: NormBarProps) {
  const share = norm > 0 && norm < Infinity ? (Math.log10(norm) - first) / (last - first) : 0;
  return (
    <p className="norm-bar">
      <span className="norm-name">{name}</span>
      <b data-stat={stat}>{formatNumber(norm)}</b>
      <span className="norm-track" aria-hidden="true">
        <span style={{ '--share': Math.min(1, Math.max(0, share)) }} />
      </span>
    </p>
  );
}
