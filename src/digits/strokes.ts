/**
 * A drawing is its strokes: plain, immutable data, from which everything else derives.
 *
 * Coordinates are pad units: the pad is the unit square, x to the right, y down.
 * A pen held down may leave the pad a little, so −1 … 2 is allowed.
 */

/** One sample of the pen. `pressure` is 0 … 1 as in PointerEvent; `time` is in milliseconds. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly pressure?: number;
  readonly time?: number;
}

/** The path from one pen-down to the next pen-up. */
export type Stroke = readonly Point[];

export type Drawing = readonly Stroke[];

export const EMPTY_DRAWING: Drawing = [];

export const MAX_STROKES = 64;
export const MAX_POINTS = 8192;

/** Samples nearer than this to the one before (pad units) add nothing and are skipped. */
const MIN_STEP = 1 / 4096;

export function countPoints(drawing: Drawing): number {
  return drawing.reduce((count, stroke) => count + stroke.length, 0);
}

export function hasInk(drawing: Drawing): boolean {
  return drawing.some((stroke) => stroke.length > 0);
}

/** Pen down: a new stroke that begins at `point`. A full drawing is returned as it is. */
export function beginStroke(drawing: Drawing, point: Point): Drawing {
  if (drawing.length >= MAX_STROKES || countPoints(drawing) >= MAX_POINTS) return drawing;
  return [...drawing, [point]];
}

/** Pen moves: `points` (an event's coalesced samples, oldest first) go to the last stroke. */
export function extendStroke(drawing: Drawing, points: readonly Point[]): Drawing {
  const last = drawing.at(-1);
  if (!last) throw new Error('extendStroke: the drawing has no stroke; call beginStroke first');
  const room = MAX_POINTS - countPoints(drawing);
  const added: Point[] = [];
  let tip = last.at(-1);
  for (const point of points) {
    if (added.length >= room) break;
    if (tip && Math.hypot(point.x - tip.x, point.y - tip.y) < MIN_STEP) continue;
    added.push(point);
    tip = point;
  }
  return added.length === 0 ? drawing : [...drawing.slice(0, -1), [...last, ...added]];
}

/** The drawing without its last stroke. */
export function undoStroke(drawing: Drawing): Drawing {
  return drawing.slice(0, -1);
}

export interface ParseOptions {
  /** Side of the box in which the coordinates are given, e.g. 500; 1 when they are pad units. */
  readonly size?: number;
  /** What to call the input in messages, e.g. `strokes.json[12].strokes`. */
  readonly name?: string;
}

/**
 * A drawing from untrusted JSON: an array of strokes, each an array of points, each
 * `[x, y]`, `[x, y, pressure]` or `{x, y, pressure?, time?}`.
 * Throws an Error that says where the fault is and what was expected.
 */
export function parseDrawing(json: unknown, options: ParseOptions = {}): Drawing {
  const { size = 1, name = 'drawing' } = options;
  const strokes = asArray(json, name, 'an array of strokes');
  if (strokes.length > MAX_STROKES) {
    throw new Error(`${name}: ${strokes.length} strokes; keep at most ${MAX_STROKES}`);
  }
  let total = 0;
  return strokes.map((entry, index) => {
    const place = `${name}[${index}]`;
    const points = asArray(entry, place, 'an array of points');
    if (points.length === 0) {
      throw new Error(`${place}: a stroke without points; give at least one, or leave it out`);
    }
    total += points.length;
    if (total > MAX_POINTS) {
      throw new Error(`${place}: more than ${MAX_POINTS} points in all; thin the strokes out`);
    }
    return points.map((point, at) => parsePoint(point, size, `${place}[${at}]`));
  });
}

function parsePoint(json: unknown, size: number, place: string): Point {
  const fields = Array.isArray(json) ? fieldsOfTuple(json, place) : fieldsOfRecord(json, place);
  const point = {
    x: asCoordinate(fields.x, size, `${place}.x`),
    y: asCoordinate(fields.y, size, `${place}.y`),
  };
  const pressure = maybeNumber(fields.pressure, `${place}.pressure`);
  const time = maybeNumber(fields.time, `${place}.time`);
  if (pressure !== undefined && (pressure < 0 || pressure > 1)) {
    throw new Error(`${place}.pressure: ${pressure} is outside 0 … 1`);
  }
  return {
    ...point,
    ...(pressure === undefined ? {} : { pressure }),
    ...(time === undefined ? {} : { time }),
  };
}

interface PointFields {
  readonly x?: unknown;
  readonly y?: unknown;
  readonly pressure?: unknown;
  readonly time?: unknown;
}

function fieldsOfTuple(tuple: readonly unknown[], place: string): PointFields {
  if (tuple.length < 2 || tuple.length > 3) {
    throw new Error(`${place}: ${tuple.length} numbers; expected [x, y] or [x, y, pressure]`);
  }
  return { x: tuple[0], y: tuple[1], pressure: tuple[2] };
}

function fieldsOfRecord(json: unknown, place: string): PointFields {
  if (typeof json !== 'object' || json === null) {
    throw new Error(`${place}: expected [x, y] or {x, y}, got ${describe(json)}`);
  }
  return json;
}

function asArray(json: unknown, place: string, expected: string): readonly unknown[] {
  if (!Array.isArray(json)) {
    throw new Error(`${place}: expected ${expected}, got ${describe(json)}`);
  }
  return json;
}

function asCoordinate(json: unknown, size: number, place: string): number {
  const value = maybeNumber(json, place);
  if (value === undefined) throw new Error(`${place}: missing; give a number from 0 to ${size}`);
  if (value < -size || value > 2 * size) {
    throw new Error(`${place}: ${value} is far outside the pad; coordinates go from 0 to ${size}`);
  }
  return value / size;
}

function maybeNumber(json: unknown, place: string): number | undefined {
  if (json === undefined) return undefined;
  if (typeof json !== 'number' || !Number.isFinite(json)) {
    throw new Error(`${place}: expected a finite number, got ${describe(json)}`);
  }
  return json;
}

function describe(json: unknown): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'an array';
  if (typeof json === 'string') return `the text ${JSON.stringify(json.slice(0, 24))}`;
  return typeof json === 'number' ? `${json}` : `a value of type ${typeof json}`;
}
