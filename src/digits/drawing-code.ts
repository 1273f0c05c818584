/**
 * A drawing as a short text for links, and back: `d` and, for each stroke, the number of its points
 * and each point's step from the one before, in 800ths of the pad. Numbers are written in base 32,
 * low digit first, a character of base64url each; its sixth bit says that more digits follow.
 * `p` in place of `d`: each point is followed by its pressure, in 63rds. Times are not kept.
 *
 * `e` and `q` are the exact ones of the two: steps of 5600ths, pressures in 64ths, and every point
 * is kept. What the pad draws lies on that grid (`onFineGrid`), and comes back as it was.
 */
import { CHAIN_STRIDE, type Chain, simplify } from './curve.ts';
import { FINE_GRID, FINE_PRESSES, finePress } from './fine-grid.ts';
import {
  countPoints,
  type Drawing,
  MAX_POINTS,
  MAX_STROKES,
  type Point,
  type Stroke,
} from './strokes.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DIGIT = 32;

interface Notation {
  /** Steps along the pad's side. */
  readonly grid: number;
  /** Steps of pressure; undefined where there is none. */
  readonly presses?: number;
}

/** 1/800 is 0.03 pixels of the raster for a digit 60% of the pad high. */
const GRID = 800;
/** Points that the line between the others passes this near (in steps) are left out. */
const TOLERANCE = 1.2;
/** Pad units reach from −1 to 2. */
const LOWEST = -1;
const HIGHEST = 2;
/** Steps of pressure. */
const PRESSES = 63;

const notations: Readonly<Record<string, Notation | undefined>> = {
  d: { grid: GRID },
  p: { grid: GRID, presses: PRESSES },
  e: { grid: FINE_GRID },
  q: { grid: FINE_GRID, presses: FINE_PRESSES },
};

/** Three digits of base 32 hold any count of points and any step: 2 · 2400, 8192, 2 · 16383 < 32³. */
const MOST_DIGITS = 3;
/** No drawing has a longer code. */
export const MAX_CODE_LENGTH = 1 + MOST_DIGITS * MAX_STROKES + (2 * MOST_DIGITS + 1) * MAX_POINTS;

/**
 * The text of a drawing: under 600 characters for a digit. A drawing that came out of a code has
 * that very code again. Throws a RangeError for what no pad holds: too many strokes or points,
 * coordinates outside −1 … 2.
 */
export function drawingCode(drawing: Drawing): string {
  if (drawing.length > MAX_STROKES || countPoints(drawing) > MAX_POINTS) {
    throw new RangeError(`drawingCode: more than ${MAX_STROKES} strokes or ${MAX_POINTS} points`);
  }
  const chains = drawing.map((stroke) => thinned(onGrid(stroke)));
  return writeChains(chains, hasPressure(chains), ['d', 'p']);
}

/**
 * The text of a drawing that `onFineGrid` has been applied to: the drawing comes back as it was,
 * but for times. A few times as long as `drawingCode`; undefined for a drawing that leaves the pad
 * by half a side, which no pen does.
 */
export function maybeExactCode(drawing: Drawing): string | undefined {
  const far = drawing.some((stroke) => stroke.some(({ x, y }) => isFar(x) || isFar(y)));
  if (far || drawing.length > MAX_STROKES || countPoints(drawing) > MAX_POINTS) return undefined;
  const chains = drawing.map((stroke) =>
    Float64Array.from(
      stroke.flatMap(({ x, y, pressure }) => [
        Math.round(x * FINE_GRID),
        Math.round(y * FINE_GRID),
        finePress(pressure),
      ]),
    ),
  );
  const pressed = drawing.some((stroke) => stroke.some(({ pressure = 0.5 }) => pressure !== 0.5));
  return writeChains(chains, pressed, ['e', 'q']);
}

const isFar = (coordinate: number): boolean => !(coordinate >= -0.5 && coordinate <= 1.5);

function writeChains(
  chains: readonly Chain[],
  pressed: boolean,
  [plain, withPressure]: readonly [string, string],
): string {
  let text = pressed ? withPressure : plain;
  let [x, y] = [0, 0];
  for (const chain of chains) {
    if (chain.length === 0) continue;
    text += writeNumber(chain.length / CHAIN_STRIDE);
    for (let i = 0; i < chain.length; i += CHAIN_STRIDE) {
      text += writeNumber(zigzag(chain[i] - x)) + writeNumber(zigzag(chain[i + 1] - y));
      if (pressed) text += ALPHABET[chain[i + 2]];
      [x, y] = [chain[i], chain[i + 1]];
    }
  }
  return text;
}

/**
 * The drawing that a code tells of, from any text. Throws an Error that says which character is
 * wrong, counted from 1, and why.
 */
export function parseDrawingCode(text: string): Drawing {
  if (text.length > MAX_CODE_LENGTH) {
    throw new Error(
      `drawing code: ${text.length} characters; no drawing takes more than ${MAX_CODE_LENGTH}`,
    );
  }
  const notation = text === '' ? undefined : notations[text[0]];
  if (!notation) {
    throw fault(
      1,
      `${text === '' ? 'the text is empty' : shown(text[0])}; codes begin with d or p, exact ones with e or q`,
    );
  }
  const { grid, presses } = notation;
  const reader = new CodeReader(text, 1, grid);
  const drawing: Stroke[] = [];
  let points = 0;
  const at = { x: 0, y: 0 };
  while (!reader.atEnd) {
    const start = reader.place;
    if (drawing.length === MAX_STROKES) throw fault(start, `more than ${MAX_STROKES} strokes`);
    const count = reader.number();
    points += count;
    if (count === 0) throw fault(start, 'a stroke without points');
    if (points > MAX_POINTS) throw fault(start, `more than ${MAX_POINTS} points in all`);
    const stroke = [];
    for (let i = 0; i < count; i++) {
      at.x = reader.coordinate(at.x, 'x');
      at.y = reader.coordinate(at.y, 'y');
      const point = { x: at.x / grid, y: at.y / grid };
      stroke.push(presses ? { ...point, pressure: reader.character() / presses } : point);
    }
    drawing.push(stroke);
  }
  return drawing;
}

/** Reads a code from left to right. */
class CodeReader {
  readonly #text: string;
  readonly #grid: number;
  #next: number;

  constructor(text: string, start: number, grid: number) {
    this.#text = text;
    this.#grid = grid;
    this.#next = start;
  }

  get atEnd(): boolean {
    return this.#next >= this.#text.length;
  }

  /** The place of the next character, counted from 1. */
  get place(): number {
    return this.#next + 1;
  }

  /** 0 … 63. */
  character(): number {
    if (this.atEnd) throw fault(this.place, 'the text ends in the middle of a stroke');
    const letter = this.#text[this.#next];
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw fault(this.place, `${shown(letter)} is none of A–Z, a–z, 0–9, - and _`);
    this.#next++;
    return value;
  }

  number(): number {
    const start = this.place;
    let value = 0;
    for (let digit = 0; digit < MOST_DIGITS; digit++) {
      const bits = this.character();
      value += (bits % DIGIT) * DIGIT ** digit;
      if (bits < DIGIT) return value;
    }
    throw fault(start, `a number of more than ${MOST_DIGITS} characters`);
  }

  /** The coordinate after `from`, in steps of the grid. */
  coordinate(from: number, name: string): number {
    const start = this.place;
    const coded = this.number();
    const value = from + (coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2);
    if (value < LOWEST * this.#grid || value > HIGHEST * this.#grid) {
      throw fault(
        start,
        `${name} = ${value / this.#grid} is far outside the pad, which goes from 0 to 1`,
      );
    }
    return value;
  }
}

const fault = (place: number, what: string): Error =>
  new Error(`drawing code, character ${place}: ${what}`);

const shown = (letter: string): string => JSON.stringify(letter);

/** 0, −1, 1, −2, … → 0, 1, 2, 3, … */
const zigzag = (step: number): number => (step < 0 ? -2 * step - 1 : 2 * step);

function writeNumber(value: number): string {
  if (value < DIGIT) return ALPHABET[value];
  return ALPHABET[DIGIT + (value % DIGIT)] + writeNumber(Math.floor(value / DIGIT));
}

/** Does the device tell pressures apart? A mouse says 0.5 throughout, a finger nothing. */
function hasPressure(chains: readonly Chain[]): boolean {
  const presses = chains.flatMap((chain) => [...chain].filter((_, i) => i % CHAIN_STRIDE === 2));
  return new Set(presses).size > 1;
}

function pressOf({ pressure = 0.5 }: Point): number {
  return Math.round(Math.max(0, Math.min(1, pressure)) * PRESSES);
}

/** x, y in steps of the grid and the pressure in its own, for each point. */
function onGrid(stroke: Stroke): Chain {
  return Float64Array.from(
    stroke.flatMap((point) => [stepOf(point.x), stepOf(point.y), pressOf(point)]),
  );
}

function stepOf(coordinate: number): number {
  const step = Math.round(coordinate * GRID);
  if (step >= LOWEST * GRID && step <= HIGHEST * GRID) return step;
  throw new RangeError(`drawingCode: a coordinate of ${coordinate}; pad units go from −1 to 2`);
}

/** Without points that change nothing, until none is left: what is read is written alike again. */
function thinned(chain: Chain): Chain {
  const next = simplify(distinct(chain), TOLERANCE);
  return next.length === chain.length ? next : thinned(next);
}

/** Without points that lie where the one before does. */
function distinct(chain: Chain): Chain {
  return chain.filter((_, i) => {
    const point = i - (i % CHAIN_STRIDE);
    if (point === 0) return true;
    const before = point - CHAIN_STRIDE;
    return chain[point] !== chain[before] || chain[point + 1] !== chain[before + 1];
  });
}
