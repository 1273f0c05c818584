import { PixelMap } from '../../draw/pixel-map.tsx';
import type { Scale } from '../../draw/scale.ts';

interface LayerPictureProps {
  readonly label: string;
  readonly caption: string;
  readonly values: Float64Array;
  readonly columns: number;
  readonly scale: Scale;
  /** Windows to hatch, as row and column. */
  readonly ties?: readonly (readonly [row: number, column: number])[];
}

/** One map of the layer; windows that tie are hatched. */
export function LayerPicture(props: LayerPictureProps) {
  const { label, caption, values, columns, scale, ties = [] } = props;
  const rows = values.length / columns;
  // Two strokes across each window of 2 × 2.
  const hatch = ties
    .map(
      ([row, column]) =>
        `M${2 * column} ${2 * row + 1}l1 -1M${2 * column} ${2 * row + 2}l2 -2M${2 * column + 1} ${2 * row + 2}l1 -1`,
    )
    .join('');
  return (
    <figure className="sea-map">
      <div className="sea-picture">
        <PixelMap label={label} values={values} columns={columns} scale={scale} />
        {ties.length > 0 && (
          <svg className="sea-ties" viewBox={`0 0 ${columns} ${rows}`} aria-hidden="true">
            <path d={hatch} />
          </svg>
        )}
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
