import './pixel-map.css';
import type { Readable } from './feature-map.ts';
import { cellStyle, type Scale } from './scale.ts';

interface PixelMapProps {
  /** What the picture shows, in words. */
  readonly label: string;
  readonly values: Readable;
  readonly columns: number;
  readonly scale: Scale;
}

/** Shades on either side of zero: more than the eye tells apart, few enough for a small page. */
const levels = 24;

/** A map of numbers as a still picture, right on both papers: one path for each shade. */
export function PixelMap({ label, values, columns, scale }: PixelMapProps) {
  const paths = new Map<number, string>();
  for (let i = 0; i < values.length; i++) {
    const level = Math.round(Math.max(-1, Math.min(1, values[i] / scale.end)) * levels);
    if (level === 0) continue;
    const cell = `M${i % columns} ${Math.floor(i / columns)}h1v1h-1z`;
    paths.set(level, (paths.get(level) ?? '') + cell);
  }
  const rows = values.length / columns;
  return (
    <svg className="pixel-map" viewBox={`0 0 ${columns} ${rows}`} role="img" aria-label={label}>
      {[...paths].map(([level, path]) => {
        const { backgroundColor } = cellStyle(scale, (level / levels) * scale.end);
        return <path key={level} d={path} style={{ fill: backgroundColor }} />;
      })}
    </svg>
  );
}
