/** Limits of what a run may send. */
export const limits = {
  /** Printed lines, and characters in each. */
  lines: 100,
  lineLength: 400,
  /** Rows, and columns, of a returned matrix. */
  side: 32,
  /** Characters of one message, and messages of one run. */
  characters: 40_000,
  messages: 400,
  /** Characters of the reader's code. */
  code: 20_000,
} as const;

/** One entry of what was returned: a number (NaN and infinities too), or what stands there instead. */
export type Entry = number | { readonly instead: string };

/** What the function under test returned: rows of entries, or what it was instead. */
export type Returned =
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Entry[])[] }
  | { readonly kind: 'other'; readonly instead: string };

/** What a run tells, one thing at a time. `places` are lines of the worker's whole script. */
export type Message =
  | { readonly kind: 'started' | 'capped' | 'missing' | 'noise' | 'done' }
  | { readonly kind: 'line'; readonly text: string; readonly places: readonly number[] }
  | { readonly kind: 'result'; readonly case: number; readonly value: Returned }
  | {
      readonly kind: 'threw';
      readonly message: string;
      readonly places: readonly number[];
      /** The case that was being worked on; undefined while the script was being read. */
      readonly case: number | undefined;
    };

/**
 * Reads what came out of the sandbox, as from an enemy: anything that is not exactly a message of
 * this run is undefined.
 */
export function maybeMessage(data: unknown, nonce: string, cases: number): Message | undefined {
  if (typeof data !== 'string' || data.length > limits.characters) return undefined;
  const fields = maybeRecord(maybeJson(data));
  if (!fields || fields.nonce !== nonce) return undefined;
  const { kind } = fields;
  switch (kind) {
    case 'started':
    case 'capped':
    case 'missing':
    case 'noise':
    case 'done':
      return { kind };
    case 'line': {
      const text = maybeText(fields.text);
      return text === undefined ? undefined : { kind, text, places: placesOf(fields.places) };
    }
    case 'result': {
      const at = maybeCase(fields.case, cases);
      const value = maybeReturned(fields.value);
      return at === undefined || !value ? undefined : { kind, case: at, value };
    }
    case 'threw': {
      const message = maybeText(fields.message);
      const places = placesOf(fields.places ?? [fields.line]);
      return message === undefined
        ? undefined
        : { kind, message, places, case: maybeCase(fields.case, cases) };
    }
    default:
      return undefined;
  }
}

function maybeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Own fields only, on an object without a prototype. */
function maybeRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.assign(Object.create(null), value);
}

const maybeText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= limits.lineLength + 100 ? value : undefined;

function maybeCase(value: unknown, cases: number): number | undefined {
  const known = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return known && value < cases ? value : undefined;
}

function placesOf(value: unknown): readonly number[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, 12).filter((line) => Number.isInteger(line) && line > 0);
}

function maybeReturned(value: unknown): Returned | undefined {
  if (typeof value === 'string') return other(value);
  if (!Array.isArray(value)) return undefined;
  if (value.length > limits.side) return other(`a list of more than ${limits.side} rows`);
  const rows: (readonly Entry[])[] = [];
  for (const row of value) {
    if (typeof row === 'string') return other(`a list with ${row.slice(0, 40)} in place of a row`);
    if (!Array.isArray(row)) return undefined;
    if (row.length > limits.side) return other(`rows of more than ${limits.side} entries`);
    const entries: Entry[] = [];
    for (const cell of row) {
      const entry = maybeEntry(cell);
      if (entry === undefined) return undefined;
      entries.push(entry);
    }
    rows.push(entries);
  }
  return { kind: 'rows', rows };
}

const other = (instead: string): Returned => ({ kind: 'other', instead: instead.slice(0, 80) });

const notFinite: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function maybeEntry(cell: unknown): Entry | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return undefined;
  return Object.hasOwn(notFinite, cell) ? notFinite[cell] : { instead: cell.slice(0, 40) };
}
