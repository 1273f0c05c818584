import { formatNumber, formatSigned } from '../../draw/number.ts';
import { cellStyle } from '../../draw/scale.ts';
import { subscript } from './board.ts';
import { EntrySlider, EntryView } from './entry-view.tsx';
import type { Play } from './play.ts';
import type { SoftmaxBoard } from './softmax-board.ts';

interface StageProps {
  readonly play: Play;
  readonly board: SoftmaxBoard;
}

/** Logits and probabilities at one side, what comes from above at the other, gradients to set. */
export function SoftmaxStage({ play, board }: StageProps) {
  const { answer, judgement } = play;
  const given = answer.given.slice(1);
  const sum = given.reduce<number>((total, number) => total + (number ?? 0), 0);
  const some = given.some((number) => number !== undefined);
  const truth = (entry: number) =>
    judgement?.entries[entry].state === 'wrong' && (
      <span className="gradient-true">{formatSigned(board.truth.given[entry] ?? Number.NaN)}</span>
    );
  return (
    <div className="gradient-board" data-kind="softmax">
      <div className="gradient-mean">
        <span>mean of v, weighted by s: ⟨s, v⟩ =</span>
        <EntryView play={play} entry={0} />
        {truth(0)}
      </div>
      <table className="gradient-table">
        <thead>
          <tr>
            <th scope="col">logit z</th>
            <th scope="col">probability s</th>
            <th scope="col">upstream v</th>
            <th scope="col">your gradient</th>
          </tr>
        </thead>
        <tbody>
          {board.z.map((z, i) => (
            <tr key={subscript('z', i)}>
              <td>
                {subscript('z', i)} = {formatNumber(z)}
              </td>
              <td>
                <span
                  className="gradient-share"
                  style={{ '--share': Number(board.s[i].toFixed(4)) }}
                >
                  {formatNumber(board.s[i])}
                </span>
              </td>
              <td>
                <span className="gradient-above" style={cellStyle(play.scale, board.v[i])}>
                  {formatSigned(board.v[i])}
                </span>
              </td>
              <td className="gradient-set">
                <EntryView play={play} entry={i + 1} />
                <EntrySlider play={play} entry={i + 1} />
                {truth(i + 1)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="gradient-balance">
        your gradients sum to{' '}
        <span data-result="sum">{some ? formatSigned(Number(sum.toFixed(6))) : '–'}</span>
      </p>
    </div>
  );
}
