import { useMemo } from 'react';
import { countTies } from '../../../core/ties.ts';
import { formatPercent } from '../../../draw/number.ts';
import type { Trace } from '../../../trace/trace.ts';
import { titleOf } from '../../cell-name.ts';
import type { Column } from '../../stage/column.ts';

interface TieCountsProps {
  readonly trace: Trace;
  readonly columns: readonly Column[];
}

/** How many windows of each pool are tied on this digit, and in how many of them it matters. */
export function TieCounts({ trace, columns }: TieCountsProps) {
  const counts = useMemo(
    () =>
      trace.graph.nodes
        .filter(({ kind }) => kind === 'maxPool2d')
        .map((node) => ({ node, ...countTies(trace, node) })),
    [trace],
  );
  return (
    <table className="tie-counts">
      <caption>Windows with a tie, on this digit</caption>
      <thead>
        <tr>
          <th scope="col">pool</th>
          <th scope="col">windows</th>
          <th scope="col">tied</th>
          <th scope="col">of zeros</th>
          <th scope="col">the rule decides</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ node, windows, tied, tiedAtZero }) => (
          <tr key={node.id} data-pool={node.id}>
            <th scope="row">{titleOf(columns, node.outputs[0])}</th>
            <td>{windows}</td>
            <td data-number="tied">
              {tied} ({formatPercent(tied / windows)})
            </td>
            <td data-number="zeros">{tiedAtZero}</td>
            <td data-number="decided">{tied - tiedAtZero}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
