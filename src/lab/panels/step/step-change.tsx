import { useMemo, useState } from 'react';
import type { Weights } from '../../../core/protocol.ts';
import { Choice } from '../../../draw/choice.tsx';
import { Legend } from '../../../draw/legend.tsx';
import { formatNumber, formatPercent, formatSigned } from '../../../draw/number.ts';
import { diverging } from '../../../draw/scale.ts';
import { sheet } from '../../../draw/sheet.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { largestMagnitude, shapeText } from '../../../trace/tensor.ts';
import type { Leap } from '../../descent/descent.ts';
import type { LabNetwork } from '../../networks/network.ts';
import { ChangePicture } from './change-picture.tsx';
import { changesOf, mostMoved, weightName } from './weight-change.ts';

type Since = 'step' | 'start';

const spans: readonly (readonly [Since, string])[] = [
  ['step', 'by the last step'],
  ['start', 'since it came'],
];

interface StepChangeProps {
  readonly network: LabNetwork;
  readonly shipped: Weights;
  readonly leap: Leap;
}

/** Which weights moved, and how far. */
export function StepChange({ network, shipped, leap }: StepChangeProps) {
  const [since, setSince] = useState<Since>('step');
  const [chosen, setChosen] = useState<string>();
  const to = leap.to.weights;
  const from = (since === 'step' ? leap.from.weights : undefined) ?? shipped;
  const changes = useMemo(() => changesOf(network.graph, from, to), [network, from, to]);
  const most = useMemo(() => mostMoved(changes, from, to, 10), [changes, from, to]);
  const shown = changes.find(({ id }) => id === chosen) ?? changes[0];
  const largest = Math.max(...changes.map(({ relative = 0 }) => relative));
  const scale = diverging(largestMagnitude(shown.difference.data));
  return (
    <section className="step-change" aria-label="The weights that moved">
      <div className="step-change-head">
        <h2>The weights that moved</h2>
        <Choice label="Moved" value={since} options={spans} onChange={setSince} />
      </div>
      <div className="step-columns">
        <table className="learn-table step-layers">
          <thead>
            <tr>
              <th scope="col">parameter</th>
              <th scope="col">‖Δw‖</th>
              <th scope="col">‖Δw‖ / ‖w‖</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {changes.map(({ id, norm, relative, difference }) => (
              <tr key={id}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={id === shown.id}
                    aria-label={`Show the change of ${id}, ${shapeText(difference.shape)}`}
                    onClick={() => setChosen(id)}
                  >
                    {id}
                  </button>
                </th>
                <td>{formatNumber(norm)}</td>
                <td>{relative === undefined ? '–' : shareText(relative)}</td>
                <td className="step-layer-track" aria-hidden="true">
                  <span style={{ '--share': largest > 0 ? (relative ?? 0) / largest : 0 }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="step-picture">
          <p className="learn-caption">
            change of <strong>{shown.id}</strong>, {shapeText(shown.difference.shape)}
          </p>
          <ChangePicture change={shown.difference} label={`Change of ${shown.id}`} scale={scale} />
          <Legend scale={scale} label="Δw" />
          <TableView
            label={`change of ${shown.id}`}
            signed
            sheets={sheetsOf(shown.difference.shape, shown.difference.data)}
          />
        </div>
        <table className="learn-table">
          <thead>
            <tr>
              <th scope="col">moved furthest</th>
              <th scope="col">from</th>
              <th scope="col">by</th>
            </tr>
          </thead>
          <tbody>
            {most.map((weight) => (
              <tr key={`${weight.id} ${weight.index}`}>
                <th scope="row">{weightName(to, weight)}</th>
                <td>{formatSigned(weight.from)}</td>
                <td data-sign={weight.to > weight.from ? 'positive' : 'negative'}>
                  {formatSigned(weight.to - weight.from)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {most.length === 0 && <p className="learn-note">No weight moved.</p>}
    </section>
  );
}

/** Two axes are a table of their own; all others one row for each entry of the last axis. */
function sheetsOf(shape: readonly number[], data: ArrayLike<number>) {
  const columns = shape[shape.length - 1] ?? 1;
  const most = 64;
  const rows = data.length / columns;
  // A table of a hundred thousand cells would help nobody and stop the page.
  return Array.from({ length: Math.ceil(rows / most) }, (_, part) => {
    const from = part * most;
    const until = Math.min(rows, from + most);
    const some = Array.from(
      { length: (until - from) * columns },
      (_, i) => data[from * columns + i],
    );
    return sheet(rows > most ? `rows ${from} to ${until - 1}` : 'all', some, columns);
  });
}

const shareText = (share: number): string =>
  share > 0 && share < 0.001
    ? `${formatNumber(100 * share, { digits: 2 })}%`
    : formatPercent(share);
