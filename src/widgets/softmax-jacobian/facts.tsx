import { formatNumber } from '../../draw/number.ts';
import { asymmetryOf, pivotTolerance, rankOf, sumOf } from './rank.ts';

interface FactsProps {
  readonly matrix: readonly (readonly number[])[];
  readonly s: readonly number[];
}

/** What is true of every softmax Jacobian, read off this one. */
export function Facts({ matrix, s }: FactsProps) {
  const classes = s.length;
  const rank = rankOf(matrix);
  const gone = s.filter((p) => p === 0).length;
  const sums = matrix.map((row) => sumOf(row));
  return (
    <dl className="jacobian-facts">
      <div>
        <dt>symmetric</dt>
        <dd>
          <span data-result="symmetric">{asymmetryOf(matrix) < 1e-12 ? 'yes' : 'no'}</span>
        </dd>
      </div>
      <div>
        <dt>J · (1, …, 1)</dt>
        <dd>
          <span data-result="null-vector">{rowOf(sums)}</span>
        </dd>
      </div>
      <div>
        <dt title={`pivots below ${formatNumber(pivotTolerance)} of their row count as zero`}>
          rank
        </dt>
        <dd>
          <span data-result="rank">{rank}</span> {wordsFor(rank, classes, gone)}
        </dd>
      </div>
    </dl>
  );
}

function wordsFor(rank: number, classes: number, gone: number): string {
  if (rank === 0) return 'of K − 1: a one-hot, and nothing moves';
  if (gone === 0) return '= K − 1';
  const lost = gone === 1 ? 'one probability has' : `${gone} probabilities have`;
  return `of K − 1 = ${classes - 1}: ${lost} underflowed to 0`;
}

/** `(0, 0, 0)`; a long row of zeros as `(0, …, 0)`. */
function rowOf(numbers: readonly number[]): string {
  if (numbers.length > 4 && numbers.every((value) => value === 0)) return '(0, …, 0)';
  return `(${numbers.map((value) => formatNumber(value)).join(', ')})`;
}
