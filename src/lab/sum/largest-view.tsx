import type { ReactNode } from 'react';
import type { Account } from './account.ts';
import type { TermTable } from './terms.ts';
import { Written } from './written.tsx';

interface LargestViewProps {
  readonly table: TermTable;
  readonly account: Account;
  readonly caption: string;
  readonly result: ReactNode;
}

/** A window, number by number, and which of them won. */
export function LargestView({ table, account, caption, result }: LargestViewProps) {
  const rows = table.groups.flatMap((group) => group.rows);
  const largest = rows.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const won = rows.filter(({ value }) => value === largest);
  return (
    <table className="sheet-terms sheet-window" data-terms={table.count}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{table.placeHead}</th>
          <th scope="col">number</th>
          <th scope="col">
            <span className="visually-hidden">which won</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr
            key={`${row.place} ${String(index)}`}
            data-term=""
            data-won={won.includes(row) || undefined}
          >
            <th scope="row">{row.place}</th>
            <td>
              <Written part={row.expression} account={account} />
            </td>
            <td>{won.includes(row) && (won.length > 1 ? 'tied' : 'won')}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">the largest</th>
          <td>{result}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
