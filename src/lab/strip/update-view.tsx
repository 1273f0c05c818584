import './update.css';
import { formatNumber, formatPercent, formatSigned } from '../../draw/number.ts';
import type { Trace } from '../../trace/trace.ts';
import { cellName, titleOf } from '../cell-name.ts';
import type { LabStore } from '../lab-store.ts';
import type { Column } from '../stage/column.ts';
import { CellNumber, StripSceneProvider } from './cell-number.tsx';
import { UPDATE_RATE, updatesOf } from './update.ts';

interface UpdateViewProps {
  readonly store: LabStore;
  readonly trace: Trace;
  readonly columns: readonly Column[];
}

const format = (value: number) => formatSigned(value, 4);

/** The last step in numbers: how far each layer's weights move, and the one that changes most. */
export function UpdateView({ store, trace, columns }: UpdateViewProps) {
  return (
    <StripSceneProvider
      value={{
        store,
        trace,
        columns,
        format,
        openSum: (to) => store.getState().setZoom({ level: 'cell', cell: to }),
        wayTo: (to) =>
          to.of === 'saved'
            ? undefined
            : () => store.getState().setZoom({ level: 'cell', cell: to }),
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section className="update" aria-label="Change of each layer" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">layer</th>
              <th scope="col">weights</th>
              <th scope="col">move by ‖Δw‖</th>
              <th scope="col">of ‖w‖</th>
              <th scope="col">steepest: g</th>
              <th scope="col">its w</th>
              <th scope="col">w − {UPDATE_RATE} g</th>
            </tr>
          </thead>
          <tbody>
            {updatesOf(trace).map(({ node, count, moved, length, largest }) => (
              <tr key={node.id}>
                <th scope="row">{titleOf(columns, node.outputs[0])}</th>
                <td>{count.toLocaleString('en')}</td>
                <td data-moved={moved}>{formatNumber(moved)}</td>
                <td>{length > 0 ? formatPercent(moved / length) : ''}</td>
                <td>
                  <CellNumber cell={largest.gradient} />
                </td>
                <td>
                  <CellNumber cell={largest.weight} />
                </td>
                <td title={cellName(trace, columns, largest.weight)}>{format(largest.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </StripSceneProvider>
  );
}
