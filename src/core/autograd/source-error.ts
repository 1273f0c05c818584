/** A stretch of a text: from one character up to, but not including, another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What is wrong in a text that the reader typed, where, and what to do about it. The message leads
 * with the place, counted from 1: `2:5: unknown name "bb"; did you mean "b"?`.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly line: number;
  readonly column: number;
  readonly span: Span;
  /** What is wrong, without the place. */
  readonly what: string;

  constructor(text: string, span: Span, what: string) {
    const before = text.slice(0, span.start).split('\n');
    const line = before.length;
    const column = before[line - 1].length + 1;
    super(`${line}:${column}: ${what}`);
    this.line = line;
    this.column = column;
    this.span = span;
    this.what = what;
  }
}
