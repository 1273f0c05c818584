import type { ReactNode } from 'react';
import type { Expression } from '../../trace/expression.ts';
import { CellNumber } from '../strip/cell-number.tsx';
import type { Account } from './account.ts';

interface WrittenProps {
  readonly part: Expression;
  readonly account: Account;
  /** This is what its line is about: it is written out, not called by its name. */
  readonly whole?: boolean;
  /** Inside a product, a sum needs its brackets. */
  readonly bracket?: boolean;
}

/** A part of an explanation in one line: every number of it, and the names of earlier lines. */
export function Written({ part, account, whole = false, bracket = false }: WrittenProps) {
  const name = whole ? undefined : account.nameOf(part);
  if (name) return <var className="sheet-name">{name}</var>;
  const inner = (each: Expression, inBrackets = false) => (
    <Written part={each} account={account} bracket={inBrackets} />
  );
  switch (part.op) {
    case 'cell':
      return <CellNumber cell={part.cell} bare />;
    case 'constant':
      return <span>{figure(part.value)}</span>;
    case 'sum':
      return bracketed(
        bracket && part.terms.length > 1,
        part.terms.length === 0
          ? '0'
          : joined(
              part.terms.map((term, at) => {
                const taken = at > 0 && term.op === 'call' && term.name === 'negative';
                return {
                  sign: at === 0 ? '' : taken ? ' − ' : ' + ',
                  node: inner(taken ? term.argument : term, taken),
                };
              }),
            ),
      );
    case 'product':
      return joined(
        part.factors.map((factor, at) => ({
          sign: at === 0 ? '' : ' × ',
          node: inner(factor, true),
        })),
      );
    case 'quotient':
      return (
        <span className="quotient">
          <span className="quotient-over">{inner(part.numerator)}</span>
          <span className="visually-hidden"> divided by </span>
          <span>{inner(part.denominator)}</span>
        </span>
      );
    case 'max':
      return (
        <span>
          max(
          {joined(
            part.terms.map((term, at) => ({ sign: at === 0 ? '' : ', ', node: inner(term) })),
          )}
          )
        </span>
      );
    case 'equal':
      return (
        <span>
          [{aside(part.left)}
          {inner(part.left)} = {aside(part.right)}
          {inner(part.right)}]
        </span>
      );
    case 'call':
      if (part.name === 'negative') return <span>−({inner(part.argument)})</span>;
      if (part.name === 'step') return <span>[{inner(part.argument)} &gt; 0]</span>;
      return (
        <span>
          {part.name}({inner(part.argument)})
        </span>
      );
  }
}

interface Joint {
  readonly sign: string;
  readonly node: ReactNode;
}

const joined = (parts: readonly Joint[]): ReactNode => (
  <span>
    {parts.map(({ sign, node }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the line
      <span key={index}>
        {sign}
        {node}
      </span>
    ))}
  </span>
);

const bracketed = (wanted: boolean, node: ReactNode): ReactNode =>
  wanted ? <span>({node})</span> : node;

/** What a number in a comparison is: `winners 34 = this cell 34`. */
function aside(part: Expression): ReactNode {
  const word =
    part.op === 'constant'
      ? part.meaning
      : part.op === 'cell' && part.cell.of === 'saved'
        ? part.cell.name
        : undefined;
  return word && <span className="expression-word">{word} </span>;
}

const figure = (value: number): string => String(value).replace('-', '−');
