import './legend.css';
import './style.ts';
import { formatNumber } from './number.ts';
import { gradientOfScale, type Scale } from './scale.ts';

export interface LegendProps {
  readonly scale: Scale;
  /** What is on the scale: `activation`, `gradient of the loss`. */
  readonly label?: string;
}

/** The scale as a strip with its ends in figures. */
export function Legend({ scale, label }: LegendProps) {
  const signed = scale.kind === 'diverging';
  const end = formatNumber(scale.end, { signed });
  const start = signed ? formatNumber(-scale.end, { signed }) : '0';
  return (
    <p className="legend">
      {label && <span className="legend-label">{label}</span>}
      <span className="legend-end">{start}</span>
      <span className="legend-strip" style={{ backgroundImage: gradientOfScale(scale) }}>
        <span className="visually-hidden">{signed ? ' through 0 to ' : ' to '}</span>
        {signed && <span className="legend-zero" aria-hidden="true" />}
      </span>
      <span className="legend-end">{end}</span>
    </p>
  );
}
