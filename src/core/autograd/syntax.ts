import type { OperationKind } from './operations.ts';
import type { Span } from './source-error.ts';

/** An expression as it was typed. */
export type Syntax = Span &
  (
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'name'; readonly name: string }
    | {
        readonly kind: 'apply';
        readonly operation: OperationKind;
        readonly operands: readonly Syntax[];
      }
  );

/** One line: `name = value`, or, as the last one, a value alone. */
export interface Statement {
  readonly target?: Span & { readonly name: string };
  readonly value: Syntax;
}

/** How much a reader may type. */
export const limits = {
  characters: 2000,
  lines: 40,
  /** Parentheses, minus signs and powers inside each other. */
  depth: 32,
  /** Numbers and operations together. */
  nodes: 200,
} as const;
