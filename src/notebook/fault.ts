/** Something wrong in a lesson, and where: lines and columns start at 1. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A place in a file. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `content/x.md:41:3: unknown widget "matrx"; did you mean "matrix"?`, always one line. */
export function faultText(fault: Fault): string {
  const message = fault.message.replace(/\s*[\r\n]+\s*/g, ' ');
  return `${fault.file}:${fault.line}:${fault.column}: ${message}`;
}

/** In reading order: by file, line, column. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
}

/** Faults of a whole run, thrown as one error that names every one of them. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map(faultText).join('\n'));
    this.faults = faults;
  }
}
