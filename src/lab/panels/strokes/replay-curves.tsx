import { article } from '../../../digits/article.ts';
import { formatPercent } from '../../../draw/number.ts';
import { Plot } from '../../../draw/plot.tsx';
import { sheet } from '../../../draw/sheet.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { classCurves } from '../class-curves.ts';
import { leadsOf } from './prefixes.ts';
import type { Replay } from './replay.ts';

interface ReplayCurvesProps {
  readonly replay: Replay;
  readonly label: number;
  readonly place: number;
  readonly onPlace: (place: number) => void;
}

/** The probabilities after each point; the reader moves along them. */
export function ReplayCurves({ replay, label, place, onPlace }: ReplayCurvesProps) {
  const { counts, rows, network } = replay;
  const { classes } = network;
  const leads = leadsOf(rows);
  const main = classes[leads[leads.length - 1].leader];
  const at = counts.slice(0, rows.length);
  const curves = classCurves({ classes, rows, at, main, other: label });
  const row = rows[place];
  const best = row.indexOf(Math.max(...row));
  const end = counts[counts.length - 1];
  return (
    <div className="strokes-curves" data-place={place} data-reads={classes[best]}>
      <Plot
        label="Probabilities after each point of the drawing"
        x={{ label: 'points drawn', domain: [1, Math.max(2, end)], ticks: ticksOf(end) }}
        y={{ label: 'probability', domain: [0, 1], ticks: [0, 0.5, 1] }}
        lines={[
          ...leads.slice(1).map(({ place: from }) => ({
            name: `change at ${counts[from]}`,
            tone: 'soft' as const,
            dashed: true,
            points: [
              [counts[from], 0],
              [counts[from], 1],
            ] as const,
          })),
          ...curves.lines,
        ]}
        notes={curves.notes}
        point={{
          label: 'Point of the drawing',
          x: counts[place],
          y: row[best],
          step: Math.max(1, counts.length > 1 ? (end - 1) / (counts.length - 1) : 1),
          text: `after point ${counts[place]} of ${end}: reads ${classes[best]}, ${formatPercent(row[best])}`,
          onMove: (points) => onPlace(nearest(at, points)),
        }}
      />
      <p className="strokes-now">
        After point {counts[place]}: reads {article(classes[best])} <strong>{classes[best]}</strong>
        , <span data-result="share">{formatPercent(row[best])}</span>.
      </p>
      <p className="learn-note">
        {leads.length === 1
          ? `From the first point on a ${main} leads.`
          : `The lead changes: ${leads
              .map(({ place: from, leader }) => `${classes[leader]} from point ${counts[from]}`)
              .join(', ')}.`}{' '}
        Drag the point, or move it with the arrow keys.
      </p>
      <TableView
        label="probabilities"
        sheets={[
          sheet(
            'each row a moment',
            rows.flatMap((shares, i) => [at[i], ...shares]),
            ['points', ...classes.map(String)],
          ),
        ]}
      />
    </div>
  );
}

/** Which prefix has about so many points. */
function nearest(counts: readonly number[], points: number): number {
  let best = 0;
  counts.forEach((count, place) => {
    if (Math.abs(count - points) < Math.abs(counts[best] - points)) best = place;
  });
  return best;
}

/** The first point, the last, and round numbers between. */
function ticksOf(end: number): readonly number[] {
  const by = [10, 20, 50, 100, 200, 500, 1000, 2000].find((step) => end / step <= 6) ?? 5000;
  return [1, ...Array.from({ length: Math.floor(end / by) }, (_, i) => (i + 1) * by)];
}
