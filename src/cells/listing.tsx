import './cell.css';
import { type Token, tokenize } from './tokens.ts';

interface ListingProps {
  readonly code: string;
  /** Lines that stand out, counted from 1: where it went wrong, or what was mended. */
  readonly marked?: readonly number[];
  readonly tone?: 'bad' | 'good';
}

/** Code in colours, its lines numbered by the stylesheet. */
export function Listing({ code, marked = [], tone = 'bad' }: ListingProps) {
  return (
    <code className="cell-listing" data-tone={tone}>
      {linesOf(code).map(({ number, tokens }) => (
        <span key={number} className="cell-line" data-marked={marked.includes(number) || undefined}>
          {tokens.map(({ kind, text, at }) =>
            kind === 'plain' ? (
              text
            ) : (
              <span key={at} className={`token-${kind}`}>
                {text}
              </span>
            ),
          )}
          {'\n'}
        </span>
      ))}
    </code>
  );
}

interface Line {
  readonly number: number;
  readonly tokens: (Token & { readonly at: number })[];
}

/** A comment or a string over several lines is a token in each of them. */
function linesOf(code: string): readonly Line[] {
  const lines: Line[] = [{ number: 1, tokens: [] }];
  for (const { kind, text } of tokenize(code)) {
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push({ number: lines.length + 1, tokens: [] });
      const { tokens } = lines[lines.length - 1];
      if (part) tokens.push({ kind, text: part, at: tokens.length });
    });
  }
  return lines;
}
