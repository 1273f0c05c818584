import { formatPercent, formatSigned } from '../../../draw/number.ts';
import type { Replay } from './replay.ts';

interface StrokeTableProps {
  readonly replay: Replay;
  readonly label: number;
}

/** What each stroke is worth: the reading without it. */
export function StrokeTable({ replay, label }: StrokeTableProps) {
  const { drawing, network, rows, without, done } = replay;
  if (!done) return null;
  if (drawing.length === 1) {
    return (
      <p className="learn-note">
        This digit is one single stroke: without it nothing would be left. Lift the pen while you
        draw, and each stroke can be left out by itself.
      </p>
    );
  }
  const { classes } = network;
  const end = rows[rows.length - 1];
  const leader = end.indexOf(Math.max(...end));
  const asked = classes.indexOf(label);
  const columns = asked === leader || asked < 0 ? [leader] : [leader, asked];
  return (
    <table className="learn-table strokes-table">
      <caption>Each stroke left out by itself</caption>
      <thead>
        <tr>
          <th scope="col">without stroke</th>
          <th scope="col">reads</th>
          {columns.map((at) => (
            <th key={at} scope="col">
              probability of {classes[at]}
            </th>
          ))}
          <th scope="col">change, percentage points</th>
        </tr>
      </thead>
      <tbody>
        {without.map((row, stroke) => {
          const best = row.indexOf(Math.max(...row));
          const change = 100 * (row[leader] - end[leader]);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stroke is its place in the drawing
            <tr key={stroke}>
              <th scope="row">
                {stroke + 1}, {pointsText(drawing[stroke].length)}
              </th>
              <td>
                {classes[best]}, {formatPercent(row[best])}
              </td>
              {columns.map((at) => (
                <td key={at}>{formatPercent(row[at])}</td>
              ))}
              <td data-sign={change < 0 ? 'negative' : 'positive'}>{formatSigned(change)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const pointsText = (count: number): string => (count === 1 ? '1 point' : `${count} points`);
