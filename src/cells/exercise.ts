/** What a right answer is: the slope of the loss by every entry, measured. */
export interface Truth {
  readonly rows: number;
  readonly columns: number;
  /** Row-major; undefined where there is no slope (a tie). */
  readonly slopes: readonly (number | undefined)[];
}

export interface TestCase {
  /** For a sentence: `a 5 × 4 input, windows of 2, stride 1`. */
  readonly name: string;
  /** The arguments of the call, as JSON. */
  readonly args: string;
  readonly truth: Truth;
}

/** Code to mend, or to acquit: what the editor starts with, and how an answer is judged. */
export interface Exercise {
  /** What the code must define. */
  readonly functionName: string;
  readonly start: string;
  readonly answer: string;
  /** The suspected code is right as it stands, and the reader has to say so. */
  readonly innocent: boolean;
  /** Measures the truth; the first case is the one in the picture. */
  readonly cases: () => Promise<readonly TestCase[]>;
}
