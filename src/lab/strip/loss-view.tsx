import { Matrix } from '../../draw/matrix.tsx';
import { formatNumber, formatPercent } from '../../draw/number.ts';
import { diverging, type Scale, sequential } from '../../draw/scale.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import type { GraphNode } from '../../trace/graph.ts';
import { cellKey } from '../cell-name.ts';
import { brief } from './cell-grid.tsx';
import { CellNumber, useStripScene } from './cell-number.tsx';

interface LossViewProps {
  readonly node: GraphNode;
  readonly label: number;
  /** The cell in focus: the loss itself, or the gradient of a score. */
  readonly cell: Cell;
}

/** The loss is −log of one probability, and its gradient is what was said less what is so. */
export function LossView({ node, label, cell }: LossViewProps) {
  const { trace } = useStripScene();
  const back = cell.of === 'gradient';
  const saved = (name: string): readonly Cell[] =>
    digits.map((index) => ({ of: 'saved', node: node.id, name, index }));
  const share = readCell(trace, saved('probabilities')[label]);
  const gradients = digits.map((index): Cell => ({ of: 'gradient', id: node.inputs[0], index }));
  const focus = back ? cell.index : label;
  return (
    <div className="loss-view">
      <p className="loss-digits" aria-hidden="true">
        {digits.map((digit) => (
          <span key={digit} data-focus={digit === focus || undefined}>
            {digit}
          </span>
        ))}
      </p>
      <Row name="probability" cells={saved('probabilities')} scale={sequential(1)} focus={focus} />
      <Row
        name={back ? '− should be' : 'should be'}
        cells={saved('target')}
        scale={sequential(1)}
        focus={focus}
      />
      {back && <Row name="= gradient" cells={gradients} scale={diverging(1)} focus={focus} />}
      {back ? (
        <p className="sum-plain">
          of the score of {cell.index}: <CellNumber cell={saved('probabilities')[cell.index]} /> −{' '}
          <CellNumber cell={saved('target')[cell.index]} /> = <CellNumber cell={cell} />
        </p>
      ) : (
        <p className="sum-plain">
          −log({formatNumber(share, { digits: 4 })}) = <CellNumber cell={cell} />{' '}
          <span className="expression-word">
            {label} was given {formatPercent(share)}
          </span>
        </p>
      )}
    </div>
  );
}

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

interface RowProps {
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly scale: Scale;
  readonly focus: number;
}

function Row({ name, cells, scale, focus }: RowProps) {
  const { trace } = useStripScene();
  return (
    <div className="loss-row">
      <span className="loss-name">{name}</span>
      <Matrix
        label={`${name}, digits 0 to 9`}
        values={cells.map((each) => readCell(trace, each))}
        columns={10}
        size="tiny"
        scale={scale}
        format={brief}
        nameCell={(index) => cellKey(cells[index])}
        mark={(index) => (index === focus ? { outline: 'ink' } : undefined)}
      />
    </div>
  );
}
