import type { Quantities } from './lesson.ts';
import { didYouMean } from './near-match.ts';
import { resolvePath } from './quantity-path.ts';

/** Numbers and quantities joined by `+ - * /`, worked off from left to right. */
export interface Arithmetic {
  readonly first: Atom;
  readonly rest: readonly { readonly operator: string; readonly atom: Atom }[];
}

type Atom = number | string;

/** Parses `upstream.0.0/2`; throws an Error that says what is wrong with it. */
export function parseArithmetic(written: string, quantities: Quantities): Arithmetic {
  const tokens = written.match(/[a-zA-Z_][\w.]*|\d+(?:\.\d+)?|[-+*/]|\S/g) ?? [];
  let at = 0;
  const atom = (): Atom => {
    const token = tokens[at++];
    if (token === '-') {
      const next = atom();
      if (typeof next === 'number') return -next;
      throw new Error(`"${written}": a minus sign before a name; write 0 - ${next}`);
    }
    if (token === undefined) throw new Error(`"${written}" ends too early`);
    if (/^\d/.test(token)) return Number(token);
    const found = resolvePath(token, quantities);
    if (!('why' in found)) return token;
    const name = token.split('.')[0];
    throw new Error(
      found.why === 'unknown'
        ? `unknown quantity "${name}"${didYouMean(name, Object.keys(quantities))}`
        : `"${token}": ${found.why}`,
    );
  };
  const first = atom();
  const rest: { operator: string; atom: Atom }[] = [];
  while (at < tokens.length) {
    const operator = tokens[at++];
    if (!/^[-+*/]$/.test(operator)) throw new Error(`"${written}": unexpected "${operator}"`);
    rest.push({ operator, atom: atom() });
  }
  return { first, rest };
}

export function evaluateArithmetic(term: Arithmetic, quantities: Quantities): number {
  const read = (atom: Atom): number => {
    if (typeof atom === 'number') return atom;
    const found = resolvePath(atom, quantities);
    return 'why' in found ? Number.NaN : quantities[found.name].values[found.index];
  };
  return term.rest.reduce((left, { operator, atom }) => {
    const right = read(atom);
    if (operator === '+') return left + right;
    if (operator === '-') return left - right;
    return operator === '*' ? left * right : left / right;
  }, read(term.first));
}
