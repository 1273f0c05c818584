/** What a printed sum says: what its left side comes to, and the number on its right. */
export interface PrintedSum {
  readonly comesTo: number;
  readonly says: number;
  /** How many numbers are printed on its left side. */
  readonly numbers: number;
}

/**
 * Reads a line of printed arithmetic, `(0.25 * -0.5) + max(0, 1) = 0.875`: a tokenizer and a parser
 * of its own, which know nothing of traces and expressions. Throws at whatever is no arithmetic.
 */
export function readPrintedSum(text: string): PrintedSum {
  const tokens = tokensOf(text);
  const at = tokens.indexOf('=');
  if (at === -1) throw new SyntaxError(`there is no "=" in "${text.slice(0, 80)}"`);
  const side = (part: readonly string[]): number => new Reader(part).whole();
  const left = tokens.slice(0, at);
  return {
    comesTo: side(left),
    says: side(tokens.slice(at + 1)),
    numbers: left.filter((token) => /^[\d.]/.test(token)).length,
  };
}

const token = /\s*(\d+\.?\d*(?:e[+-]?\d+)?|[a-z][a-z0-9]*|==|[-+*/(),<>=])/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw new SyntaxError(`no arithmetic: "${text.slice(from, from + 20)}"`);
    tokens.push(found[1]);
  }
  return tokens;
}

const functions: Readonly<Record<string, ((...x: number[]) => number) | undefined>> = {
  abs: Math.abs,
  cos: Math.cos,
  erf: errorFunction,
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  max: Math.max,
  sin: Math.sin,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
};

const names: Readonly<Record<string, number | undefined>> = {
  inf: Number.POSITIVE_INFINITY,
  nan: Number.NaN,
};

/** As Python binds: comparisons weakest, then + and −, then × and ÷, then signs. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): number {
    const value = this.#comparison();
    if (this.#at < this.#tokens.length) throw new SyntaxError(`after the end: ${this.#next()}`);
    return value;
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? 'the end';
  }

  #takes(...wanted: readonly string[]): string | undefined {
    const found = this.#tokens[this.#at];
    if (found === undefined || !wanted.includes(found)) return undefined;
    this.#at += 1;
    return found;
  }

  #comparison(): number {
    const left = this.#sum();
    const sign = this.#takes('==', '<', '>');
    if (sign === undefined) return left;
    const right = this.#sum();
    return (sign === '==' ? left === right : sign === '<' ? left < right : left > right) ? 1 : 0;
  }

  #sum(): number {
    let value = this.#product();
    for (let sign = this.#takes('+', '-'); sign; sign = this.#takes('+', '-')) {
      const term = this.#product();
      value = sign === '+' ? value + term : value - term;
    }
    return value;
  }

  #product(): number {
    let value = this.#signed();
    for (let sign = this.#takes('*', '/'); sign; sign = this.#takes('*', '/')) {
      const factor = this.#signed();
      value = sign === '*' ? value * factor : value / factor;
    }
    return value;
  }

  #signed(): number {
    return this.#takes('-') ? -this.#signed() : this.#atom();
  }

  #atom(): number {
    const found = this.#next();
    if (found === '(') {
      const value = this.#comparison();
      this.#expect(')');
      return value;
    }
    if (/^\d/.test(found)) return Number(found);
    const constant = names[found];
    if (constant !== undefined) return constant;
    const named = functions[found];
    if (!named) throw new SyntaxError(`"${found}" is no number`);
    this.#expect('(');
    const given = [this.#comparison()];
    while (this.#takes(',')) given.push(this.#comparison());
    this.#expect(')');
    return named(...given);
  }

  #expect(wanted: string): void {
    const found = this.#next();
    if (found !== wanted) throw new SyntaxError(`expected "${wanted}", found "${found}"`);
  }
}

/** 2/√π ∫₀ˣ exp(−t²) dt by the midpoint rule on a fine grid, corrected once (Richardson). */
function errorFunction(x: number): number {
  const area = (parts: number): number => {
    const step = x / parts;
    let total = 0;
    for (let i = 0; i < parts; i++) total += Math.exp(-(((i + 0.5) * step) ** 2));
    return total * step;
  };
  return (2 / Math.sqrt(Math.PI)) * ((4 * area(8000) - area(4000)) / 3);
}
