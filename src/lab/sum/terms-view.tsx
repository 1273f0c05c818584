import { memo, type ReactNode, useMemo } from 'react';
import { CellNumber, StripSceneProvider, useStripScene } from '../strip/cell-number.tsx';
import { sumFormat } from '../strip/sum-format.ts';
import type { Account } from './account.ts';
import type { TermGroup, TermRow, TermTable } from './terms.ts';
import { useOpening } from './use-opening.ts';
import { Written } from './written.tsx';

interface TermsViewProps {
  readonly table: TermTable;
  readonly account: Account;
  /** What the table is called by those who hear the page. */
  readonly caption: string;
  readonly total: number;
  /** What stands on the last line: the cell itself, or the name of this line. */
  readonly result: ReactNode;
}

/** A sum, term by term, in groups that fold, with the sum so far: nothing is left out of it. */
export function TermsView({ table, account, caption, total, result }: TermsViewProps) {
  const scene = useStripScene();
  const { groups, placeHead, pairHeads, single } = table;
  const sizes = useMemo(() => groups.map(({ rows }) => rows.length), [groups]);
  const opening = useOpening(sizes);
  const titled = groups.filter(({ title }) => title !== undefined).length;
  const format = useMemo(
    () => sumFormat([total, ...groups.flatMap((group) => [group.total, group.soFar])]),
    [total, groups],
  );
  const heads = single ? [] : (pairHeads ?? ['term']);
  const inside = 1 + heads.length;
  return (
    <div className="sheet-part">
      {titled > 1 && (
        <button type="button" className="sheet-fold" onClick={opening.toggleAll}>
          {opening.allOpen ? 'fold all' : `unfold all ${table.count}`}
        </button>
      )}
      <table className="sheet-terms" data-terms={table.count}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{placeHead}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">{pairHeads ? 'product' : 'comes to'}</th>
            <th scope="col">so far</th>
          </tr>
        </thead>
        {groups.map((group, index) => (
          <Group
            key={group.title ?? ''}
            {...{ group, account, inside, format }}
            pairs={pairHeads !== undefined}
            head={titled > 1 ? group.title : undefined}
            open={titled <= 1 || group.title === undefined || opening.isOpen(index)}
            index={index}
            onToggle={opening.toggle}
          />
        ))}
        <tfoot>
          <tr>
            <th scope="row" colSpan={inside}>
              sum
            </th>
            <td />
            <td>
              <StripSceneProvider value={{ ...scene, format }}>{result}</StripSceneProvider>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface GroupProps {
  readonly group: TermGroup;
  readonly account: Account;
  /** How many columns stand before the two of numbers. */
  readonly inside: number;
  readonly format: (value: number) => string;
  readonly pairs: boolean;
  /** The title of a group that folds. */
  readonly head: string | undefined;
  readonly open: boolean;
  readonly index: number;
  readonly onToggle: (index: number) => void;
}

/** Made again only when it changes itself: a long sum unfolds a few groups a frame. */
const Group = memo(function Group(props: GroupProps) {
  const { group, inside, format, head, open, index, onToggle } = props;
  const { rows, total, soFar } = group;
  return (
    <tbody>
      {head && (
        <tr className="sheet-group">
          <th scope="rowgroup" colSpan={inside}>
            <button type="button" aria-expanded={open} onClick={() => onToggle(index)}>
              {head}
              <span className="sheet-count">{rows.length}</span>
            </button>
          </th>
          <td>{signed(format, total)}</td>
          <td>{format(soFar)}</td>
        </tr>
      )}
      {open && rows.map((row, at) => <Row key={rowKey(row, at)} {...props} row={row} />)}
    </tbody>
  );
});

/** A number with the colour of its sign. */
const signed = (format: GroupProps['format'], value: number): ReactNode => (
  <span className="cell-number" data-sign={Math.sign(value)}>
    {format(value)}
  </span>
);

const rowKey = ({ place }: TermRow, index: number): string => `${place} ${index}`;

function Row({ row, account, inside, format, pairs }: GroupProps & { readonly row: TermRow }) {
  const { place, pair, expression, value, soFar } = row;
  const only = expression.op === 'cell' ? expression.cell : undefined;
  return (
    <tr data-term="">
      <th scope="row">{place}</th>
      {pair && pairs ? (
        <>
          <td>
            <CellNumber cell={pair.weight} />
          </td>
          <td>
            <CellNumber cell={pair.data} />
          </td>
        </>
      ) : (
        inside > 1 && (
          <td colSpan={inside - 1}>{!only && <Written part={expression} account={account} />}</td>
        )
      )}
      <td>{only ? <CellNumber cell={only} /> : signed(format, value)}</td>
      <td className="sheet-so-far">{format(soFar)}</td>
    </tr>
  );
}
