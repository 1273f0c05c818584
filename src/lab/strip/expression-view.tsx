import type { ReactNode } from 'react';
import { type Expression, evaluate, readCell } from '../../trace/expression.ts';
import { CellNumber, useStripScene } from './cell-number.tsx';

const MOST_TERMS = 3;
const DEEPEST = 4;

/** An explanation written out in one line: small ones whole, long sums by their largest terms. */
export function ExpressionView({ expression }: { readonly expression: Expression }) {
  return <Part expression={expression} depth={0} />;
}

interface PartProps {
  readonly expression: Expression;
  readonly depth: number;
  /** Inside a product or a difference, a sum needs its brackets. */
  readonly bracket?: boolean;
}

function Part({ expression, depth, bracket = false }: PartProps): ReactNode {
  const { trace } = useStripScene();
  const format = useBareFormat();
  const value = (e: Expression) => evaluate(e, (cell) => readCell(trace, cell));
  if (expression.op === 'cell') return <CellNumber cell={expression.cell} bare />;
  if (expression.op === 'constant') return <span>{plainFigure(expression.value)}</span>;
  if (depth >= DEEPEST) return <span>{format(value(expression))}</span>;
  const part = (e: Expression, inBrackets = false) => (
    <Part expression={e} depth={depth + 1} bracket={inBrackets} />
  );
  switch (expression.op) {
    case 'sum':
      if (isDifference(expression.terms)) {
        const [a, b] = expression.terms;
        return (
          <span>
            {bracket && '('}
            {part(a)} − {part(b.op === 'call' ? b.argument : b, true)}
            {bracket && ')'}
          </span>
        );
      }
      return <SumView terms={expression.terms} depth={depth} value={value} bracket={bracket} />;
    case 'product':
      return (
        <Joined
          parts={expression.factors.map((factor) => part(factor, true))}
          sign=" × "
          bracket={false}
        />
      );
    case 'quotient':
      return (
        <span className="quotient">
          <span className="quotient-over">{part(expression.numerator)}</span>
          <span>{part(expression.denominator)}</span>
        </span>
      );
    case 'max':
      return expression.terms.length > 2 ? (
        <span>max {format(value(expression))}</span>
      ) : (
        <span>
          max(
          {<Joined parts={expression.terms.map((term) => part(term))} sign=", " bracket={false} />})
        </span>
      );
    case 'equal':
      return (
        <span className="expression-word">{value(expression) === 1 ? '1 (won)' : '0 (lost)'}</span>
      );
    case 'call':
      if (expression.name === 'negative') return <span>−({part(expression.argument)})</span>;
      if (expression.name === 'step') return <span>[{part(expression.argument)} &gt; 0]</span>;
      return (
        <span>
          {expression.name}({part(expression.argument)})
        </span>
      );
  }
}

const isDifference = (terms: readonly Expression[]): boolean => {
  const last = terms.at(-1);
  return terms.length === 2 && last?.op === 'call' && last.name === 'negative';
};

interface SumViewProps {
  readonly terms: readonly Expression[];
  readonly depth: number;
  readonly value: (expression: Expression) => number;
  readonly bracket: boolean;
}

/** The largest terms first; the many small ones as one number. */
function SumView({ terms, depth, value, bracket }: SumViewProps) {
  const format = useBareFormat();
  if (terms.length === 0) return <span>0</span>;
  const sorted =
    terms.length > MOST_TERMS
      ? [...terms].sort((a, b) => Math.abs(value(b)) - Math.abs(value(a)))
      : terms;
  const shown = sorted.slice(0, MOST_TERMS);
  const rest = sorted.slice(MOST_TERMS).reduce((sum, term) => sum + value(term), 0);
  const parts: ReactNode[] = shown.map((term) => (
    <Part key="" expression={term} depth={depth + 1} />
  ));
  if (terms.length > MOST_TERMS) {
    parts.push(
      <span className="expression-word">
        {terms.length - MOST_TERMS} more: {format(rest)}
      </span>,
    );
  }
  return <Joined parts={parts} sign=" + " bracket={bracket && terms.length > 1} />;
}

interface JoinedProps {
  readonly parts: readonly ReactNode[];
  readonly sign: string;
  readonly bracket: boolean;
}

function Joined({ parts, sign, bracket }: JoinedProps) {
  return (
    <span>
      {bracket && '('}
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the line
        <span key={index}>
          {index > 0 && sign}
          {part}
        </span>
      ))}
      {bracket && ')'}
    </span>
  );
}

/** Numbers inside an expression carry no plus sign. */
function useBareFormat(): (value: number) => string {
  const { format } = useStripScene();
  return (value) => format(value).replace(/^\+/, '');
}

const plainFigure = (value: number): string => String(value).replace('-', '−');
