import { formatNumber, formatPercent } from '../../draw/number.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import { type GraphNode, usesOf } from '../../trace/graph.ts';
import { CellNumber, useStripScene } from './cell-number.tsx';

interface UnitLossViewProps {
  readonly node: GraphNode;
  readonly label: number;
  /** The cell in focus: the loss itself, or the gradient of the score. */
  readonly cell: Cell;
}

/** A lone score: the loss is −log of what σ(score) leaves the label, its gradient σ − should be. */
export function UnitLossView({ node, label, cell }: UnitLossViewProps) {
  const { trace } = useStripScene();
  const [score, target] = node.inputs.map((id): Cell => ({ of: 'value', id, index: 0 }));
  const squeezed = usesOf(trace.graph, node.inputs[0]).find((use) => use.node.kind === 'sigmoid');
  if (!squeezed) return null;
  const share: Cell = { of: 'value', id: squeezed.node.outputs[0], index: 0 };
  if (cell.of === 'gradient') {
    return (
      <div className="sum">
        <p className="sum-plain">
          σ(score) − should be = <CellNumber cell={share} /> −{' '}
          {formatNumber(readCell(trace, target))} = <CellNumber cell={cell} />
        </p>
      </div>
    );
  }
  const positive = readCell(trace, target) === 1;
  return (
    <div className="sum">
      <p className="sum-plain">
        σ(score) = σ(
        <CellNumber cell={score} />) = <CellNumber cell={share} />
        <br />
        {positive ? (
          <>
            −log(
            <CellNumber cell={share} />)
          </>
        ) : (
          <>
            −log(1 − <CellNumber cell={share} />)
          </>
        )}{' '}
        = <CellNumber cell={cell} />{' '}
        <span className="expression-word">
          {label} was given {formatPercent(Math.exp(-readCell(trace, cell)))}
        </span>
      </p>
    </div>
  );
}
