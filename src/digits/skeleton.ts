/**
 * A digit's bones: what the pen does, before any hand has made it its own. Written as text:
 *
 *     '30±6 4, 70 2 / 52 50, 45 99 | ±5 ±4: 30 52, 70 50'
 *
 * A knot is `x y` in hundredths, y down; `±` after a number is how far it varies. A curve passes
 * through the knots of a piece; `/` is a corner, where the next piece begins; `|` lifts the pen.
 * A stroke may begin with `±x ±y:`, how far it varies as a whole.
 */
import { CHAIN_STRIDE, curveThrough } from './curve.ts';
import type { Random } from './random.ts';
import type { Drawing, Point, Stroke } from './strokes.ts';

interface Varying {
  readonly value: number;
  readonly spread: number;
}

interface Knot {
  readonly x: Varying;
  readonly y: Varying;
}

interface BoneStroke {
  readonly spread: { readonly x: number; readonly y: number };
  readonly pieces: readonly (readonly Knot[])[];
}

export type Skeleton = readonly BoneStroke[];

/** Distance between the points of a traced skeleton; the unit is 100 of the notation's. */
const STEP = 0.03;

/** Reads the notation above; throws an Error that quotes what it could not read. */
export function parseSkeleton(text: string): Skeleton {
  return text.split('|').map((stroke) => {
    const [head, body] = stroke.includes(':') ? stroke.split(':') : [undefined, stroke];
    const [x = 0, y = 0] = (head ?? '').trim().split(/\s+/).map(parseSpread);
    return { spread: { x, y }, pieces: (body ?? '').split('/').map(parsePiece) };
  });
}

function parseSpread(text: string): number {
  return text === '' ? 0 : parseVarying(`0${text}`).spread;
}

function parsePiece(text: string): readonly Knot[] {
  return text.split(',').map((knot) => {
    const [x, y, rest] = knot.trim().split(/\s+/);
    if (!x || !y || rest) throw new Error(`skeleton: expected "x y", got "${knot.trim()}"`);
    return { x: parseVarying(x), y: parseVarying(y) };
  });
}

function parseVarying(text: string): Varying {
  const match = /^(-?\d+)(?:±(\d+))?$/.exec(text);
  if (!match) throw new Error(`skeleton: expected a number like 40 or 40±5, got "${text}"`);
  return { value: Number(match[1]) / 100, spread: Number(match[2] ?? 0) / 100 };
}

/** How a random hand departs from the bones. */
export interface Wobble {
  readonly random: Random;
  /** Every knot moves by this much more than its own spread says (standard deviation). */
  readonly knot: number;
}

/** The points of a pen that follows the skeleton: exactly, or as a random hand would. */
export function traceSkeleton(skeleton: Skeleton, wobble?: Wobble, step = STEP): Drawing {
  return skeleton.map(({ spread, pieces }) => {
    const shift = { x: vary(0, spread.x, wobble), y: vary(0, spread.y, wobble) };
    const knots = pieces.map((piece) =>
      piece.map(({ x, y }) => ({
        x: shift.x + vary(x.value, x.spread, wobble) + jitter(wobble),
        y: shift.y + vary(y.value, y.spread, wobble) + jitter(wobble),
      })),
    );
    return traceStroke(knots, step);
  });
}

function vary(value: number, spread: number, wobble: Wobble | undefined): number {
  if (!wobble || spread === 0) return value;
  return value + wobble.random.between(-spread, spread);
}

function jitter(wobble: Wobble | undefined): number {
  return wobble ? wobble.random.normal(0, wobble.knot) : 0;
}

function traceStroke(pieces: readonly (readonly Point[])[], step: number): Stroke {
  const points: Point[] = [];
  let corner: Point | undefined;
  for (const piece of pieces) {
    const knots = corner ? [corner, ...piece] : piece;
    const traced = curveThrough(Float64Array.from(knots.flatMap(({ x, y }) => [x, y, 1])), step);
    for (let i = corner ? CHAIN_STRIDE : 0; i < traced.length; i += CHAIN_STRIDE) {
      points.push({ x: traced[i] ?? 0, y: traced[i + 1] ?? 0 });
    }
    corner = piece.at(-1) ?? corner;
  }
  return points;
}
