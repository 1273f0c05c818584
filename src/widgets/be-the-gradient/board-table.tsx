import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { Answer } from './board.ts';
import type { AnyBoard } from './boards.ts';
import { sumsOf } from './judgement.ts';
import { side } from './max-pool-board.ts';

interface BoardTableProps {
  readonly board: AnyBoard;
  readonly answer: Answer;
  /** Whether the truth may be read as well. */
  readonly open: boolean;
}

/** The board in figures; the truth only once the reader has asked for it. */
export function BoardTable({ board, answer, open }: BoardTableProps) {
  const columns = board.kind === 'max-pool' ? side : board.gradient.length;
  const yours =
    board.kind === 'softmax'
      ? answer.given.slice(1).map((number) => number ?? Number.NaN)
      : sumsOf(board, answer);
  const inputs = board.kind === 'softmax' ? board.z : board.x;
  const above = aboveOf(board);
  return (
    <TableView
      label="Be the gradient"
      signed
      sheets={[
        sheet('what you have sent to each input', yours, columns),
        ...(open ? [sheet('the true gradient', board.gradient, columns)] : []),
        sheet('upstream gradient', above, board.kind === 'max-pool' ? board.across : above.length),
        sheet('input', inputs, columns),
      ]}
    />
  );
}

function aboveOf(board: AnyBoard): readonly number[] {
  if (board.kind === 'softmax') return board.v;
  if (board.kind === 'dense') return board.delta;
  return board.chips.map(({ value }) => value);
}
