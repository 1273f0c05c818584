import { countPoints, type Drawing } from '../../../digits/strokes.ts';

/** The first so many points of a drawing, in the order in which they were drawn. */
export function prefixOf(drawing: Drawing, points: number): Drawing {
  const part: Drawing[number][] = [];
  let left = points;
  for (const stroke of drawing) {
    if (left <= 0) break;
    part.push(left >= stroke.length ? stroke : stroke.slice(0, left));
    left -= stroke.length;
  }
  return part;
}

/**
 * How many points each prefix has: from the first point to all of them, at most `most` prefixes,
 * as evenly spaced as whole points allow, rising. Empty for an empty drawing.
 */
export function prefixCounts(drawing: Drawing, most: number): readonly number[] {
  const points = countPoints(drawing);
  if (points <= most) return Array.from({ length: points }, (_, i) => i + 1);
  return Array.from({ length: most }, (_, i) => 1 + Math.round((i * (points - 1)) / (most - 1)));
}

/** A drawing without one of its strokes. */
export const withoutStroke = (drawing: Drawing, stroke: number): Drawing =>
  drawing.filter((_, i) => i !== stroke);

/** Which stroke, from 0, the last of so many points belongs to. */
export function strokeAt(drawing: Drawing, points: number): number {
  let left = points;
  for (const [i, stroke] of drawing.entries()) {
    left -= stroke.length;
    if (left <= 0) return i;
  }
  return drawing.length - 1;
}

/** Between two prefixes that follow each other, `place` and `place + 1`. */
export interface Jump {
  readonly place: number;
  /** How much the probability grew. */
  readonly by: number;
}

/** Where a series grows most from one place to the next; undefined where it never grows. */
export function largestJump(series: readonly number[]): Jump | undefined {
  let jump: Jump | undefined;
  for (let place = 0; place + 1 < series.length; place++) {
    const by = series[place + 1] - series[place];
    if (by > (jump?.by ?? 0)) jump = { place, by };
  }
  return jump;
}

/** A row from which on another class leads. */
export interface Lead {
  readonly place: number;
  /** Index of the class. */
  readonly leader: number;
}

/** Who leads from where: the first row, and every row whose leader is another than before. */
export function leadsOf(rows: readonly (readonly number[])[]): readonly Lead[] {
  const leads: Lead[] = [];
  for (const [place, row] of rows.entries()) {
    const leader = row.indexOf(Math.max(...row));
    if (leader !== leads.at(-1)?.leader) leads.push({ place, leader });
  }
  return leads;
}

/** The piece of the drawing between two prefixes, with the point that it begins at. */
export function pieceBetween(drawing: Drawing, from: number, to: number): Drawing {
  const pieces: Drawing[number][] = [];
  let start = 0;
  for (const stroke of drawing) {
    const piece = stroke.slice(Math.max(0, from - start - 1), Math.max(0, to - start));
    // One point that was there before is no piece of its own.
    if (piece.length > 1 || (piece.length === 1 && start >= from)) pieces.push(piece);
    start += stroke.length;
  }
  return pieces;
}
