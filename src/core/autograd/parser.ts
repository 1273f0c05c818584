import { didYouMean } from './near-match.ts';
import { functionNames, functions, isFunction, type OperationKind } from './operations.ts';
import { SourceError, type Span } from './source-error.ts';
import { limits, type Statement, type Syntax } from './syntax.ts';
import { type Sign, type Token, tokensOf } from './token.ts';

/**
 * What a reader typed, line by line: numbers, names, `+ - * / ^`, parentheses and functions, and
 * `name = …` for a value to be used more than once. `^` binds to the right and closer than a minus
 * before it: −x^2 is −(x^2). Throws a `SourceError`, and nothing else.
 */
export function parseProgram(text: string): readonly Statement[] {
  if (text.length > limits.characters) {
    const span = { start: limits.characters, end: text.length };
    throw new SourceError(text, span, `too long; at most ${limits.characters} characters`);
  }
  const statements = new Parser(text).program();
  if (statements.length === 0) {
    throw new SourceError(text, { start: 0, end: 0 }, 'nothing to compute; type a line like a*b');
  }
  if (statements.length > limits.lines) {
    const { value } = statements[limits.lines];
    throw new SourceError(text, value, `too many lines; at most ${limits.lines}`);
  }
  return statements;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  program(): readonly Statement[] {
    const statements: Statement[] = [];
    for (;;) {
      while (this.#take(';'));
      if (this.#peek().kind === 'end') return statements;
      statements.push(this.#statement());
    }
  }

  #statement(): Statement {
    const first = this.#peek();
    const value = this.#sum();
    const equals = this.#take('=');
    if (!equals) {
      this.#endOfLine();
      return { value };
    }
    if (first.kind !== 'name' || value.kind !== 'name') {
      this.#fail(equals, '"=" needs a single name on its left, as in c = a*b');
    }
    const assigned = this.#sum();
    this.#endOfLine();
    return { target: { name: first.name, start: first.start, end: first.end }, value: assigned };
  }

  #endOfLine(): void {
    const token = this.#peek();
    if (token.kind === 'end' || this.#take(';')) return;
    if (token.kind === 'sign' && token.sign === ')') {
      this.#fail(token, 'this ")" closes nothing; take it away, or open one before it');
    }
    if (token.kind === 'sign' && token.sign === '=') {
      this.#fail(token, 'a second "=" on one line; begin a new line');
    }
    const shown = this.#text.slice(token.start, token.end);
    this.#fail(token, `is an operator missing before "${shown}"? Write one, or begin a new line`);
  }

  #sum(): Syntax {
    return this.#leftToRight(
      () => this.#term(),
      [
        ['+', 'add'],
        ['-', 'subtract'],
      ],
    );
  }

  #term(): Syntax {
    return this.#leftToRight(
      () => this.#unary(),
      [
        ['*', 'multiply'],
        ['/', 'divide'],
      ],
    );
  }

  #leftToRight(part: () => Syntax, signs: readonly (readonly [Sign, OperationKind])[]): Syntax {
    let left = part();
    for (;;) {
      const found = signs.find(([sign]) => this.#take(sign));
      if (!found) return left;
      left = apply(found[1], [left, part()]);
    }
  }

  #unary(): Syntax {
    const sign = this.#take('-') ?? this.#take('+');
    if (!sign) return this.#power();
    const operand = this.#deeper(sign, () => this.#unary());
    const span = { start: sign.start, end: operand.end };
    if (sign.sign === '+') return { ...operand, ...span };
    // A minus before a number belongs to it; one before a power does not get here.
    if (operand.kind === 'number') return { kind: 'number', value: -operand.value, ...span };
    return { ...apply('negative', [operand]), ...span };
  }

  #power(): Syntax {
    const base = this.#atom();
    const sign = this.#take('^');
    if (!sign) return base;
    return apply('power', [base, this.#deeper(sign, () => this.#unary())]);
  }

  #atom(): Syntax {
    const token = this.#peek();
    if (token.kind === 'number') {
      this.#next++;
      return token;
    }
    if (token.kind === 'name') return this.#named(token);
    const opened = this.#take('(');
    if (opened) {
      const inner = this.#deeper(opened, () => this.#sum());
      return { ...inner, start: opened.start, end: this.#close(opened).end };
    }
    return this.#fail(token, `${this.#shown(token)} where a number, a name or "(" should stand`);
  }

  #named(token: Token & { readonly kind: 'name' }): Syntax {
    this.#next++;
    const opened = this.#take('(');
    if (!opened) {
      if (!isFunction(token.name)) return token;
      return this.#fail(
        token,
        `${token.name} is a function; write ${token.name}(…) or choose another name`,
      );
    }
    if (!isFunction(token.name)) {
      const near = didYouMean(token.name, functionNames);
      const known = functionNames.join(', ');
      const advice = near || `; known are ${known}; to multiply, write ${token.name}*(…)`;
      return this.#fail(token, `there is no function "${token.name}"${advice}`);
    }
    const operands = this.#deeper(opened, () => this.#arguments());
    const span = { start: token.start, end: this.#close(opened).end };
    const { arity } = functions[token.name];
    if (operands.length !== arity) {
      const form = arity === 1 ? '(x)' : '(x, y)';
      this.#fail(
        span,
        `${token.name} takes ${arity} argument${arity === 1 ? '' : 's'}, got ${operands.length}; write ${token.name}${form}`,
      );
    }
    return { kind: 'apply', operation: token.name, operands, ...span };
  }

  #arguments(): readonly Syntax[] {
    const token = this.#peek();
    if (token.kind === 'sign' && token.sign === ')') return [];
    const operands = [this.#sum()];
    while (this.#take(',')) operands.push(this.#sum());
    return operands;
  }

  #close(opened: Span): Span {
    const closed = this.#take(')');
    if (closed) return closed;
    const token = this.#peek();
    if (token.kind === 'end' || (token.kind === 'sign' && token.sign === ';')) {
      this.#fail(opened, 'this "(" is not closed on its line; add a ")"');
    }
    return this.#fail(token, `${this.#shown(token)} where a ")" should stand`);
  }

  #deeper<T>(at: Span, work: () => T): T {
    if (++this.#depth > limits.depth) {
      this.#fail(at, `nested more than ${limits.depth} deep; name a part of it on a line before`);
    }
    const result = work();
    this.#depth--;
    return result;
  }

  #peek(): Token {
    return this.#tokens[this.#next];
  }

  #take(sign: Sign): (Token & { readonly kind: 'sign' }) | undefined {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.sign !== sign) return undefined;
    this.#next++;
    return token;
  }

  #shown(token: Token): string {
    if (token.kind === 'end') return 'the text ends';
    const text = this.#text.slice(token.start, token.end);
    return text === '\n' ? 'the line ends' : `"${text}" stands`;
  }

  #fail(span: Span, what: string): never {
    throw new SourceError(this.#text, { start: span.start, end: span.end }, what);
  }
}

function apply(operation: OperationKind, operands: readonly Syntax[]): Syntax {
  const start = operands[0].start;
  const end = operands[operands.length - 1].end;
  return { kind: 'apply', operation, operands, start, end };
}
