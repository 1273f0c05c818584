import { SourceError, type Span } from './source-error.ts';

/** Signs that stand for themselves. A line ends like a `;` does. */
export type Sign = '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | '=' | ';';

export type Token = Span &
  (
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'sign'; readonly sign: Sign }
    | { readonly kind: 'end' }
  );

const longestName = 20;

const signs: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ['+', '+'],
  ['-', '-'],
  ['−', '-'],
  ['*', '*'],
  ['·', '*'],
  ['×', '*'],
  ['/', '/'],
  ['^', '^'],
  ['**', '^'],
  ['(', '('],
  [')', ')'],
  [',', ','],
  ['=', '='],
  [';', ';'],
  ['\n', ';'],
]);

const pattern =
  /(?<blank>[^\S\n]+|#[^\n]*)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>\*\*|[-−+*·×/^(),=;\n])/uy;

/** A text as tokens, the last of which is `end`. A `#` begins a remark. Throws a `SourceError`. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; ) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) {
      const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
      const span = { start, end: start + character.length };
      throw new SourceError(
        text,
        span,
        `"${character}" means nothing here; use names, numbers, + - * / ^ ( ) , and =`,
      );
    }
    const span = { start, end: start + match[0].length };
    const token = maybeToken(text, span, match);
    if (token) tokens.push(token);
    start = span.end;
  }
  return [...tokens, { kind: 'end', start: text.length, end: text.length }];
}

function maybeToken(text: string, span: Span, match: RegExpExecArray): Token | undefined {
  const { number, name, sign } = match.groups ?? {};
  if (number !== undefined) return { kind: 'number', value: numberOf(text, span, number), ...span };
  if (name !== undefined) return { kind: 'name', name: nameOf(text, span, name), ...span };
  const known = sign === undefined ? undefined : signs.get(sign);
  return known === undefined ? undefined : { kind: 'sign', sign: known, ...span };
}

function numberOf(text: string, span: Span, digits: string): number {
  const next = text.slice(span.end).match(/^(?:\.[\d.]*|[\p{L}_][\p{L}\p{N}_]*)/u)?.[0];
  if (next !== undefined) {
    const whole = { start: span.start, end: span.end + next.length };
    const advice = next.startsWith('.')
      ? `"${digits}${next}" is no number; write one point only`
      : `"${digits}${next}" is neither number nor name; to multiply, write ${digits}*${next}`;
    throw new SourceError(text, whole, advice);
  }
  const value = Number(digits);
  if (Number.isFinite(value)) return value;
  throw new SourceError(text, span, `${digits} is too large; the largest number is 1.8e308`);
}

function nameOf(text: string, span: Span, name: string): string {
  if (name.length > longestName) {
    throw new SourceError(text, span, `this name is too long; use at most ${longestName} letters`);
  }
  if (name.startsWith('__')) {
    throw new SourceError(text, span, 'a name may not begin with two underscores');
  }
  return name;
}
