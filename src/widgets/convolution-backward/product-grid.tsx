import './product-grid.css';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { cellStyle, diverging } from '../../draw/scale.ts';
import { type Moment, type Product, totalOf } from './moment.ts';
import type { Rule } from './paths.ts';

interface ProductGridProps {
  readonly moment: Moment;
  readonly rule: Rule;
  /** Each product goes to a cell of its own: there is no sum to make. */
  readonly apart: boolean;
}

const idleWords: Readonly<Record<NonNullable<Product['idle']>, string>> = {
  hole: 'a hole',
  outside: 'outside',
  padding: 'a zero of the padding',
  lost: 'lost in the padding',
};

/** The products of a step where their factors lie, and what they have come to so far. */
export function ProductGrid({ moment, rule, apart }: ProductGridProps) {
  const { products, across, done } = moment;
  const scale = diverging(Math.max(...products.map(({ product }) => Math.abs(product))));
  const rows = Math.ceil(products.length / across);
  const total = totalOf(products.slice(0, done), rule);
  return (
    <figure className="product-grid" data-across={Math.min(across, 9)}>
      <table>
        <caption className="visually-hidden">Products of this step</caption>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={row}>
              {products.slice(row * across, (row + 1) * across).map((product, column) => (
                <ProductCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: a product is its place
                  key={column}
                  product={product}
                  isThere={row * across + column < done}
                  isNow={row * across + column === done - 1 && done < products.length}
                  style={cellStyle(scale, product.product)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption className="product-grid-total">
        {apart ? (
          <span data-result="total">each to a cell of its own</span>
        ) : (
          <>
            {totalWord(rule, done < products.length)}{' '}
            <b data-result="total">{formatSigned(total)}</b>
          </>
        )}
      </figcaption>
    </figure>
  );
}

function totalWord(rule: Rule, isUnderWay: boolean): string {
  if (rule === 'assign') return 'kept: the last';
  return isUnderWay ? 'so far' : 'sum';
}

interface ProductCellProps {
  readonly product: Product;
  readonly isThere: boolean;
  readonly isNow: boolean;
  readonly style: ReturnType<typeof cellStyle>;
}

function ProductCell({ product, isThere, isNow, style }: ProductCellProps) {
  const { delta, factor, idle } = product;
  return (
    <td
      className="product-grid-cell"
      data-pale={!isThere || undefined}
      data-now={isNow || undefined}
      data-idle={idle}
      style={isThere && !idle ? style : undefined}
    >
      <span className="product-grid-factors" data-result="factors">
        {formatNumber(delta)}·{formatNumber(factor)}
      </span>
      <span className="product-grid-product" data-result="products">
        {formatSigned(product.product)}
      </span>
      {idle && <span className="visually-hidden">, {idleWords[idle]}</span>}
    </td>
  );
}
