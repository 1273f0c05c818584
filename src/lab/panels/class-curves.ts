import type { PlotLine, PlotNote } from '../../draw/plot.tsx';

/** Probabilities of all classes along something: steps, or points of a drawing. */
interface CurvesOf {
  readonly classes: readonly number[];
  /** A row of probabilities for each place. */
  readonly rows: readonly (readonly number[])[];
  /** Where along the axis each row stands, rising. */
  readonly at: readonly number[];
  /** The digit that the picture is about, and one to hold against it. */
  readonly main: number;
  readonly other?: number;
}

/** Below this a class is never named: it would only lie along the axis. */
const SEEN = 0.08;

/** A line for each class, the main one in colour; those that ever matter bear their names. */
export function classCurves({ classes, rows, at, main, other }: CurvesOf) {
  const lines = classes.map((digit, i): PlotLine => {
    const tone = digit === main ? 'accent' : digit === other ? 'ink' : 'soft';
    return {
      name: `digit ${digit}`,
      tone,
      points: rows.map((row, place) => [at[place], row[i]] as const),
    };
  });
  const notes = classes.flatMap((digit, i): PlotNote[] => {
    const place = peakOf(rows, i);
    const share = rows[place]?.[i] ?? 0;
    if (share < SEEN) return [];
    const tone = digit === main ? 'accent' : digit === other ? 'ink' : 'soft';
    const early = at[place] - at[0] < 0.08 * (at[at.length - 1] - at[0]);
    return [{ text: String(digit), x: at[place], y: share, side: early ? 'right' : 'left', tone }];
  });
  // The line that the picture is about lies above the others.
  const height: Readonly<Record<string, number>> = { soft: 0, ink: 1, accent: 2 };
  lines.sort((a, b) => height[a.tone ?? 'soft'] - height[b.tone ?? 'soft']);
  return { lines, notes };
}

/** Where a class's probability is highest; the first such place. */
function peakOf(rows: readonly (readonly number[])[], of: number): number {
  let peak = 0;
  rows.forEach((row, place) => {
    if (row[of] > rows[peak][of]) peak = place;
  });
  return peak;
}
