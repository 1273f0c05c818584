import { checkGraph, type Graph, type GraphNode, type ValueId } from '../../trace/graph.ts';
import { didYouMean } from './near-match.ts';
import { isFunction } from './operations.ts';
import { parseProgram } from './parser.ts';
import { SourceError, type Span } from './source-error.ts';
import { limits, type Statement, type Syntax } from './syntax.ts';

/** The kind of a node that makes a number out of nothing: its attribute `value`. */
export const constantKind = 'constant';

export interface ScalarInput {
  readonly id: ValueId;
  /** What it holds unless told otherwise. */
  readonly value: number;
}

/** Where a value is made in the text, and that text. */
export interface ScalarSource {
  readonly span: Span;
  readonly text: string;
}

/** A computational graph of scalars, as the reader typed it. Its loss is the last line's value. */
export interface ScalarGraph {
  readonly text: string;
  /** Values have the shape of a scalar sample, []. Nodes are operations and constants. */
  readonly graph: Graph;
  readonly inputs: readonly ScalarInput[];
  /** For every value. Named values are called by their names, others `%1`, `%2`, … */
  readonly sources: ReadonlyMap<ValueId, ScalarSource>;
}

/**
 * A text as a graph. `a = 2` alone makes an input a, which holds 2; every other number is a
 * constant. A name stands for one value, wherever it is read: that is how values are shared.
 *
 * @param given inputs that the text may read without saying what they hold
 * @throws SourceError for every fault of the text, and nothing else
 */
export function scalarGraphOf(
  text: string,
  given: Readonly<Record<string, number>> = {},
): ScalarGraph {
  return new Builder(text, given).build(parseProgram(text));
}

class Builder {
  readonly #text: string;
  readonly #given: ReadonlyMap<string, number>;
  readonly #inputs: ScalarInput[] = [];
  readonly #nodes: GraphNode[] = [];
  readonly #sources = new Map<ValueId, ScalarSource>();
  /** What each name stands for. */
  readonly #names = new Map<string, ValueId>();
  /** Names that are given a value somewhere, and on which line. */
  readonly #assigned = new Map<string, number>();

  constructor(text: string, given: Readonly<Record<string, number>>) {
    this.#text = text;
    this.#given = new Map(Object.entries(given));
  }

  build(statements: readonly Statement[]): ScalarGraph {
    for (const { target } of statements) if (target) this.#claim(target);
    let result: ValueId = '';
    statements.forEach((statement, i) => {
      if (!statement.target && i < statements.length - 1) {
        const advice = 'this value goes nowhere; name it, as in y = …, or put it last';
        throw new SourceError(this.#text, statement.value, advice);
      }
      result = this.#line(statement);
    });
    const inputs = this.#inputs.map(({ id }) => ({ id, shape: [], dtype: 'real' as const }));
    return {
      text: this.#text,
      graph: checkGraph({ inputs, params: [], nodes: this.#nodes, loss: result }),
      inputs: this.#inputs,
      sources: this.#sources,
    };
  }

  #claim(target: Span & { readonly name: string }): void {
    const { name } = target;
    const refuse = (what: string): never => {
      throw new SourceError(this.#text, target, what);
    };
    if (isFunction(name)) refuse(`"${name}" is a function; choose another name`);
    if (this.#given.has(name)) refuse(`"${name}" is given already; choose another name`);
    const line = this.#assigned.get(name);
    if (line !== undefined)
      refuse(`"${name}" has its value from line ${line}; choose another name`);
    this.#assigned.set(name, this.#text.slice(0, target.start).split('\n').length);
  }

  #line({ target, value }: Statement): ValueId {
    if (!target) return this.#value(value);
    const isInput = value.kind === 'number';
    const id = isInput
      ? this.#input(target.name, value.value, value)
      : this.#value(value, target.name);
    this.#names.set(target.name, id);
    return id;
  }

  #input(id: ValueId, value: number, span: Span): ValueId {
    this.#expectRoom(span);
    this.#inputs.push({ id, value });
    this.#remember(id, span);
    return id;
  }

  /** The value of an expression; a new one is called `name`, or gets a number. */
  #value(syntax: Syntax, name?: string): ValueId {
    switch (syntax.kind) {
      case 'name':
        return this.#read(syntax);
      case 'number':
        return this.#node(constantKind, [], syntax, name, { value: syntax.value });
      case 'apply': {
        const inputs = syntax.operands.map((operand) => this.#value(operand));
        return this.#node(syntax.operation, inputs, syntax, name);
      }
    }
  }

  #node(
    kind: string,
    inputs: readonly ValueId[],
    span: Span,
    name: string | undefined,
    attrs: GraphNode['attrs'] = {},
  ): ValueId {
    this.#expectRoom(span);
    const id = name ?? `%${this.#nodes.length + 1}`;
    this.#nodes.push({ id, kind, attrs, inputs, outputs: [id], params: {} });
    this.#remember(id, span);
    return id;
  }

  #read(syntax: Span & { readonly name: string }): ValueId {
    const { name } = syntax;
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const value = this.#given.get(name);
    if (value !== undefined) {
      this.#names.set(name, name);
      return this.#input(name, value, syntax);
    }
    throw new SourceError(this.#text, syntax, this.#unknown(name));
  }

  #unknown(name: string): string {
    const line = this.#assigned.get(name);
    if (line !== undefined) {
      return `"${name}" has no value yet: it gets one on line ${line}; move that line up`;
    }
    const known = new Set([...this.#given.keys(), ...this.#names.keys()]);
    const near = didYouMean(name, known);
    return `unknown name "${name}"${near || `; give it a value on a line before: ${name} = 1`}`;
  }

  #expectRoom(span: Span): void {
    if (this.#nodes.length + this.#inputs.length < limits.nodes) return;
    const advice = `too much at once; at most ${limits.nodes} numbers and operations`;
    throw new SourceError(this.#text, span, advice);
  }

  #remember(id: ValueId, { start, end }: Span): void {
    this.#sources.set(id, { span: { start, end }, text: this.#text.slice(start, end) });
  }
}

/**
 * The values that can change when one of these inputs does: by default all of them. What is made of
 * constants alone is constant: no gradient is sent to it (nor would that of an exponent 2 exist
 * where its base is negative).
 */
export function activeValues(
  graph: Graph,
  inputs: readonly ValueId[] = graph.inputs.map((input) => input.id),
): ReadonlySet<ValueId> {
  const active = new Set(inputs);
  for (const node of graph.nodes) {
    if (node.inputs.some((id) => active.has(id))) for (const id of node.outputs) active.add(id);
  }
  return active;
}
