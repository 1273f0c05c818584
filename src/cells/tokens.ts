export type TokenKind = 'comment' | 'string' | 'keyword' | 'constant' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const keywords =
  'const|let|var|function|return|for|of|in|if|else|while|do|break|continue|new|throw|try|catch|typeof|switch|case|default|class|async|await|delete';
const constants = 'true|false|null|undefined|NaN|Infinity';

const pattern = new RegExp(
  [
    '(?<comment>//[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$))',
    '(?<string>\'(?:[^\'\\\\\\n]|\\\\.)*\'?|"(?:[^"\\\\\\n]|\\\\.)*"?|`(?:[^`\\\\]|\\\\[\\s\\S])*`?)',
    `(?<keyword>\\b(?:${keywords})\\b)`,
    `(?<constant>\\b(?:${constants}|\\d[\\w.]*)\\b)`,
    '(?<plain>[A-Za-z_$][\\w$]*|[\\s\\S])',
  ].join('|'),
  'g',
);

const kinds = ['comment', 'string', 'keyword', 'constant'] as const;

/** JavaScript in colours, roughly: what is needed until the editor itself is there. Loses nothing. */
export function tokenize(code: string): readonly Token[] {
  const tokens: { kind: TokenKind; text: string }[] = [];
  for (const { groups = {}, 0: text } of code.matchAll(pattern)) {
    const kind = kinds.find((name) => groups[name] !== undefined) ?? 'plain';
    const last = tokens.at(-1);
    if (kind === 'plain' && last?.kind === 'plain') last.text += text;
    else tokens.push({ kind, text });
  }
  return tokens;
}
