/** A number, or a box of numbers, that a lesson names: the text scrubs it, widgets bind to it. */
export interface Quantity {
  /** `[]` for one number, `[3]` for a row, `[4, 4]` for a matrix. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export type Quantities = Readonly<Record<string, Quantity>>;

/** The head of a lesson, checked. */
export interface FrontMatter {
  readonly title: string;
  readonly question: string;
  readonly summary: string;
  readonly part: number;
  readonly order: number;
  readonly minutes: number;
  readonly prerequisites: readonly string[];
  readonly quantities: Quantities;
}

/** A place in the lesson's HTML, marked `<!--island:n-->`, where a widget comes alive. */
export interface IslandPlace {
  readonly widget: string;
  /** Already parsed by the widget's schema. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Heading {
  readonly id: string;
  readonly text: string;
  readonly depth: number;
}

/** A lesson, compiled: everything but its live parts is HTML. */
export interface Lesson {
  readonly slug: string;
  readonly frontMatter: FrontMatter;
  readonly html: string;
  readonly islands: readonly IslandPlace[];
  readonly headings: readonly Heading[];
  /** Words of its prose, a formula in a sentence counted as one. */
  readonly words: number;
}
