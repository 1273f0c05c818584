import './product-pictures.css';
import { formatNumber } from '../../draw/number.ts';
import { PixelMap } from '../../draw/pixel-map.tsx';
import { type Scale, scaleOf } from '../../draw/scale.ts';
import { readCell } from '../../trace/expression.ts';
import { shownScale } from '../stage/shown-scale.ts';
import { useStripScene } from './cell-number.tsx';
import type { Group } from './reading.ts';

interface ProductPicturesProps {
  readonly group: Group;
  /** Of the number that the products add up to. */
  readonly name: string;
}

/** A picture, the weights that a unit has for it, and their products pixel by pixel. */
export function ProductPictures({ group, name }: ProductPicturesProps) {
  const { trace } = useStripScene();
  const { terms, across = 1, column } = group;
  const [{ data }] = terms;
  const pass = data.of === 'gradient' ? 'gradient' : 'activation';
  const numbers = terms.map((term) => readCell(trace, term.data));
  const weights = terms.map(({ weight }) => readCell(trace, weight));
  const products = terms.map(({ value }) => value);
  const scale = shownScale(trace, { value: data.id, pass });
  return (
    <div className="product-pictures">
      <Picture title={column.title} of={name} {...{ values: numbers, across, scale }} />
      <span aria-hidden="true">×</span>
      <Picture title="its weights" of={name} values={weights} across={across} />
      <span aria-hidden="true">=</span>
      <Picture title="products" of={name} values={products} across={across} />
    </div>
  );
}

interface PictureProps {
  readonly title: string;
  readonly of: string;
  readonly values: readonly number[];
  readonly across: number;
  readonly scale?: Scale;
}

function Picture({ title, of, values, across, scale }: PictureProps) {
  const own = scale ?? scaleOf(values, { signed: true });
  const range = own.kind === 'diverging' ? `±${formatNumber(own.end)}` : `0 to ${own.end}`;
  return (
    <figure>
      <PixelMap label={`${title} of ${of}`} values={values} columns={across} scale={own} />
      <figcaption>
        {title} <span>{range}</span>
      </figcaption>
    </figure>
  );
}
