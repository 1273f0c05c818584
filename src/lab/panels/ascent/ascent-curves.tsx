import { formatPercent } from '../../../draw/number.ts';
import { Plot } from '../../../draw/plot.tsx';
import { sheet } from '../../../draw/sheet.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { classCurves } from '../class-curves.ts';
import type { Climb } from './ascent-state.ts';

/** What the network reads, step by step. */
export function AscentCurves({ climb, goal }: { readonly climb: Climb; readonly goal: number }) {
  const { question, path } = climb;
  const { classes } = question.network;
  const [first] = path;
  const at = path.map((_, step) => step);
  const last = Math.max(1, path.length - 1);
  const by = Math.max(1, Math.ceil(last / 5));
  const curves = classCurves({
    ...{ classes, at, rows: path, main: question.target },
    other: classes[first.indexOf(Math.max(...first))],
  });
  return (
    <>
      <Plot
        label={`Probabilities over the steps, towards ${formatPercent(goal)} for ${question.target}`}
        x={{
          label: 'steps',
          domain: [0, last],
          ticks: Array.from({ length: Math.floor(last / by) + 1 }, (_, i) => i * by),
        }}
        y={{ label: 'probability', domain: [0, 1], ticks: [0, 0.5, 1] }}
        lines={[
          {
            name: 'goal',
            tone: 'soft',
            dashed: true,
            points: [
              [0, goal],
              [last, goal],
            ],
          },
          ...curves.lines,
        ]}
        notes={curves.notes}
      />
      <TableView
        label="probabilities over the steps"
        sheets={[sheet('each row a step', path.flat(), classes.map(String))]}
      />
    </>
  );
}
