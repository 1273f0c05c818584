import { formatNumber, formatSigned } from '../../draw/number.ts';
import { cellStyle, diverging } from '../../draw/scale.ts';
import type { Product } from './moment.ts';

interface SumViewProps {
  /** The window's k · k products in reading order. */
  readonly products: readonly Product[];
  /** How many of them are there. */
  readonly done: number;
}

/** The sum of one window written out where its factors lie: weight times cell, and the running total. */
export function SumView({ products, done }: SumViewProps) {
  const side = Math.sqrt(products.length);
  const scale = diverging(Math.max(...products.map(({ product }) => Math.abs(product))));
  // With two digits −1 · 0.298 would read −1 · 0.3 = −0.298; larger kernels have no room for more.
  const digits = side > 3 ? 2 : 3;
  const total = products.slice(0, done).reduce((sum, { product }) => sum + product, 0);
  return (
    <figure className="window-sum" data-side={side}>
      <table>
        <caption className="visually-hidden">Products of this window</caption>
        <tbody>
          {Array.from({ length: side }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={row}>
              {products.slice(row * side, (row + 1) * side).map((product) => (
                <td
                  key={product.weight}
                  className="window-sum-cell"
                  data-pale={product.weight >= done || undefined}
                  data-now={product.weight === done - 1 || undefined}
                  style={product.weight < done ? cellStyle(scale, product.product) : undefined}
                >
                  <span className="window-sum-factors" data-result="factors">
                    {formatNumber(product.factor, { digits: 2 })}·
                    {formatNumber(product.value, { digits })}
                  </span>
                  <span className="window-sum-product" data-result="products">
                    {formatSigned(product.product)}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption className="window-sum-total">
        {done < products.length ? 'so far' : 'sum'} <b data-result="total">{formatSigned(total)}</b>
      </figcaption>
    </figure>
  );
}
