import type { Setting, Settings } from './page-store.ts';

/** What a link carries: all that differs from how the lesson was written. */
export interface PageState {
  readonly quantities: Readonly<Record<string, Box>>;
  readonly settings: Settings;
  /** The drawing's code, as `src/digits/drawing-code.ts` writes it. */
  readonly drawing?: string;
  /** The heading that the address was at. */
  readonly heading?: string;
}

/** Numbers with their shape, row-major. */
export interface Box {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export const emptyState: PageState = { quantities: {}, settings: {} };

/** Bytes that a state may have once it is decoded. */
export const longestState = 64 * 1024;
const mostNumbers = 4096;
const mostNames = 256;

/** `logits`, or a figure's own `routing/input`. */
const nameShape = /^[a-z][\w-]{0,63}(?:\/[a-z][\w-]{0,63})?$/i;

/** A link that cannot be read; the message says why, in words for the reader. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** Whether a fragment is a state, of this version or another, and not a heading. */
export const isState = (fragment: string): boolean => /^#v\d+\./.test(fragment);

/**
 * `#v1.<base64url of JSON>`: `{q: {name: [shape, values]}, s: {name: value}, d: drawing, h:
 * heading}`, each part only where there is something. Empty text for a page as it was written.
 */
export function encodeState(state: PageState): string {
  const { quantities, settings, drawing, heading } = state;
  const boxes = Object.entries(quantities).map(([name, box]) => [name, [box.shape, box.values]]);
  const written = {
    ...(boxes.length > 0 ? { q: Object.fromEntries(boxes) } : {}),
    ...(Object.keys(settings).length > 0 ? { s: settings } : {}),
    ...(drawing ? { d: drawing } : {}),
  };
  if (Object.keys(written).length === 0) return '';
  const bytes = new TextEncoder().encode(
    JSON.stringify({ ...written, ...(heading ? { h: heading } : {}) }),
  );
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `#v1.${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/**
 * Reads a fragment that `isState`. Throws an AddressError that says what is wrong; what it returns
 * is data of known kinds and sizes, whose names and ranges the page has still to check.
 */
export function parseState(fragment: string): PageState {
  const [, version, code] = /^#v(\d+)\.(.*)$/s.exec(fragment) ?? [];
  if (version === undefined) throw new AddressError('it holds no state');
  if (version !== '1') throw new AddressError(`it is of version ${version}, this page reads 1`);
  const json = parseJson(textOf(code));
  if (!isRecord(json)) throw new AddressError('it holds no table of values');
  for (const key of Object.keys(json)) {
    if (!['q', 's', 'd', 'h'].includes(key))
      throw new AddressError(`it has an unknown part "${key}"`);
  }
  return {
    quantities: parseTable(json.q, parseBox),
    settings: parseTable(json.s, parseSetting),
    drawing: maybeText(json.d, 'drawing'),
    heading: maybeText(json.h, 'heading'),
  };
}

function textOf(code: string): string {
  if (!/^[\w-]*$/.test(code)) throw new AddressError('it has characters that no link has');
  if (code.length > (longestState * 4) / 3 + 4) throw new AddressError('it is longer than 64 kB');
  try {
    const binary = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AddressError('it was cut off or changed on its way');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AddressError('it was cut off or changed on its way');
  }
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

function parseTable<T>(
  json: unknown,
  parse: (value: unknown, name: string) => T,
): Readonly<Record<string, T>> {
  if (json === undefined) return {};
  if (!isRecord(json)) throw new AddressError('it holds no table of values');
  const entries = Object.entries(json);
  if (entries.length > mostNames) throw new AddressError(`it names more than ${mostNames} values`);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (!nameShape.test(name)) throw new AddressError(`"${name.slice(0, 40)}" is no name`);
      return [name, parse(value, name)];
    }),
  );
}

function parseSetting(value: unknown, name: string): Setting {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.length <= 256) return value;
  throw new AddressError(`"${name}" is set to something that is no setting`);
}

function parseBox(value: unknown, name: string): Box {
  const fault = new AddressError(`the numbers of "${name}" are not numbers in a box`);
  if (!Array.isArray(value) || value.length !== 2) throw fault;
  const [shape, values]: unknown[] = value;
  if (!isNumbers(shape) || !isNumbers(values)) throw fault;
  const sides = shape.length <= 4 && shape.every((side) => Number.isInteger(side) && side > 0);
  const count = shape.reduce((product, side) => product * side, 1);
  if (!sides || count !== values.length || count > mostNumbers) throw fault;
  return { shape, values };
}

const isNumbers = (json: unknown): json is readonly number[] =>
  Array.isArray(json) && json.every((n) => typeof n === 'number' && Number.isFinite(n));

function maybeText(value: unknown, what: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new AddressError(`its ${what} is no text`);
}
