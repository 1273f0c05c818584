import './pixel-map.css';
import type { Readable } from './feature-map.ts';
import { cellStyle, type Scale } from './scale.ts';

interface PixelMapProps {
  /** What the picture shows, in words. */
  readonly label: string;
  readonly values: Readable;
  readonly columns: number;
  readonly scale: Scale;
  /** Cells that have no number to show, by their index. */
  readonly hatched?: readonly number[];
}

/** Shades on either side of zero: more than the eye tells apart, few enough for a small page. */
const levels = 24;

/** A map of numbers as a still picture, right on both papers: one path for each shade. */
export function PixelMap({ label, values, columns, scale, hatched = [] }: PixelMapProps) {
  const paths = new Map<number, string>();
  for (let i = 0; i < values.length; i++) {
    const level = Math.round(Math.max(-1, Math.min(1, values[i] / scale.end)) * levels);
    if (level === 0 || Number.isNaN(level)) continue;
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
      {hatched.length > 0 && <path className="pixel-map-hatch" d={hatch(hatched, columns)} />}
    </svg>
  );
}

/** Two slanted strokes in each cell, which meet those of the cells beside it. */
function hatch(cells: readonly number[], columns: number): string {
  return cells
    .map((at) => {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      return `M${x} ${y + 0.5}l.5-.5M${x} ${y + 1}l1-1M${x + 0.5} ${y + 1}l.5-.5`;
    })
    .join('');
}
