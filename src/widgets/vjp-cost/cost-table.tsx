import { formatNumber } from '../../draw/number.ts';
import type { Cost } from './counted-arithmetic.ts';
import { productCodes } from './product-code.ts';

interface CostTableProps {
  readonly classes: number;
}

const rows: readonly (readonly [key: keyof Cost, label: string])[] = [
  ['multiplications', 'multiplications'],
  ['additions', 'additions'],
  ['numbers', 'numbers kept'],
];

/** What the matrix costs and what the shortcut does, for K classes: by formulas that tests count. */
export function CostTable({ classes }: CostTableProps) {
  const [full, vjp] = [productCodes.full.cost(classes), productCodes.vjp.cost(classes)];
  return (
    <div className="vjp-cost-table">
      <table>
        <caption>One product for {grouped(classes)} classes</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">whole matrix</th>
            <th scope="col">shortcut</th>
            <th scope="col">saved</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, label]) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td data-result={`full-${key}`}>{grouped(full[key])}</td>
              <td data-result={`vjp-${key}`}>{grouped(vjp[key])}</td>
              <td>{grouped(full[key] / vjp[key])}×</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        The matrix takes <span data-result="bytes">{bytes(full.numbers)}</span> in float64, the
        shortcut {bytes(vjp.numbers)}.
      </p>
    </div>
  );
}

/** Whole numbers with a comma before every three digits: `5,000,000,000`. */
export const grouped = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');

function bytes(numbers: number): string {
  const size = 8 * numbers;
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = Math.min(3, Math.floor(Math.log10(size) / 3));
  return `${formatNumber(size / 1000 ** power)} ${units[power]}`;
}
