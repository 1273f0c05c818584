import { type Arithmetic, evaluateArithmetic } from './arithmetic.ts';
import type { Quantities, Quantity } from './lesson.ts';
import type { Setting, Settings } from './page-store.ts';

/** What is asked of the reader before the figure shows it. */
interface Asking {
  /** The experiment that knows the answer. */
  readonly experiment: string;
  /** Numbers that hold for this question alone. */
  readonly set: readonly {
    readonly name: string;
    readonly index: number;
    /** How the lesson wrote the quantity: what `index` counts in. */
    readonly shape: readonly number[];
    readonly to: Arithmetic;
  }[];
  /** Settings that hold for this question alone. */
  readonly settings: Settings;
}

/** Options that each claim what the cells hold. */
export interface ChoiceQuestion extends Asking {
  readonly kind: 'choice';
  readonly cells: readonly string[];
  /** One row for each option, one number for each cell. */
  readonly answers: readonly (readonly Arithmetic[])[];
}

/** One number, typed. */
export interface NumberQuestion extends Asking {
  readonly kind: 'number';
  readonly cell: string;
}

export const picks = ['max', 'nonzero', 'zero'] as const;
export type Pick = (typeof picks)[number];

/** Which cells of a grid. */
export interface CellQuestion extends Asking {
  readonly kind: 'cell';
  /** Head of the cells that decide: `dx` of `dx.1.0`. */
  readonly head: string;
  readonly rows: number;
  readonly columns: number;
  /** Right are the cells of largest magnitude, those that are not zero, or those that are. */
  readonly pick: Pick;
}

/** The height of a curve at one place. */
export interface PointQuestion extends Asking {
  readonly kind: 'point';
  /** Head of the curve's cells: `loss` of `loss(0.25)`. */
  readonly curve: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** Names of the axes. */
  readonly x: string;
  readonly y: string;
}

export type Question = ChoiceQuestion | NumberQuestion | CellQuestion | PointQuestion;

/** Numbers and settings of a page. */
export interface Numbers {
  readonly quantities: Quantities;
  readonly settings: Settings;
}

/** The page's numbers and settings as a question wants them: the reader's own, with its changes. */
export function questionState({ set, settings }: Asking, page: Numbers): Numbers {
  const changed: Record<string, Quantity> = { ...page.quantities };
  for (const { name, index, shape, to } of set) {
    const value = evaluateArithmetic(to, changed);
    const before = inShape(changed[name], shape);
    const values = before.values.map((v, i) => (i === index ? value : v));
    changed[name] = { ...before, values };
  }
  return { quantities: changed, settings: { ...page.settings, ...settings } };
}

/** A figure may have given its row more numbers or fewer; a question speaks of the written ones. */
function inShape(quantity: Quantity, shape: readonly number[]): Quantity {
  const length = shape.reduce((product, side) => product * side, 1);
  if (quantity.values.length === length) return quantity;
  const values = Array.from({ length }, (_, i) => quantity.values[i] ?? 0);
  return { ...quantity, shape, values };
}

/** `2`, `true`, `'2'` and `words`: a number, a switch, and a word twice. */
export function parseSetting(written: string): Setting {
  const quoted = /^'(.*)'$/.exec(written)?.[1];
  if (quoted !== undefined) return quoted;
  if (written === 'true' || written === 'false') return written === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(written) ? Number(written) : written;
}
