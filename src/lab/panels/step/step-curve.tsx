import { Plot } from '../../../draw/plot.tsx';
import { sheet } from '../../../draw/sheet.ts';
import { TableView } from '../../../draw/table-view.tsx';
import type { Leap } from '../../descent/descent.ts';

/** The loss over the steps that were taken on the last step's digit and label. */
export function LossCurve({ past }: { readonly past: readonly Leap[] }) {
  const points = lossesOf(past);
  const most = Math.max(...points.map(([, loss]) => loss));
  const [first, last] = [points[0], points[points.length - 1]];
  return (
    <div className="step-curve">
      <Plot
        label="Loss over the steps"
        x={{ label: 'steps', domain: [first[0], last[0]], ticks: ticksOf(first[0], last[0]) }}
        y={{ label: 'loss of this digit and label', domain: [0, most > 0 ? most : 1] }}
        lines={[{ name: 'loss', points }]}
      />
      <TableView
        label="loss over the steps"
        digits={5}
        sheets={[sheet('loss', points.flat(), ['steps taken', 'loss'])]}
      />
    </div>
  );
}

/** [steps taken, loss], from where digit and label are those of the last leap. */
export function lossesOf(past: readonly Leap[]): readonly (readonly [number, number])[] {
  const last = past.at(-1);
  if (!last) return [];
  const other = past.findLastIndex(
    ({ drawing, label }) => drawing !== last.drawing || label !== last.label,
  );
  let taken = past.slice(0, other + 1).reduce((sum, { steps }) => sum + steps, 0);
  const own = past.slice(other + 1);
  const points: [number, number][] = [[taken, own[0].before.loss]];
  for (const { steps, after } of own) {
    taken += steps;
    points.push([taken, after.loss]);
  }
  return points;
}

/** Whole numbers, at most six. */
function ticksOf(from: number, to: number): readonly number[] {
  const by = Math.max(1, Math.ceil((to - from) / 5));
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => from + i * by);
}
