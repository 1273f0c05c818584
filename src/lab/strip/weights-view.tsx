import { useId, useState } from 'react';
import { explainParamGradient } from '../../core/explain.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import type { GraphNode, ValueId } from '../../trace/graph.ts';
import type { HostTensor } from '../../trace/tensor.ts';
import { paramOf, type Trace } from '../../trace/trace.ts';
import { cellName } from '../cell-name.ts';
import { type Column, unitCount, unitOf } from '../stage/column.ts';
import type { Focus } from '../stage/focus.ts';
import { CellGrid } from './cell-grid.tsx';
import { CellNumber, useStripScene } from './cell-number.tsx';
import { readingOf } from './reading.ts';
import { Sum } from './sum.tsx';

interface WeightsViewProps {
  readonly node: GraphNode;
  readonly columns: readonly Column[];
  /** The cell that the layer made, or whose gradient it sends back. */
  readonly focus: Focus;
  /** Which picture on the layer's other side gave most to that cell. */
  readonly weightiest: number;
}

/**
 * A layer's weights between one picture before and one output: on the way forward themselves, on
 * the way back their gradient. One of them, or the bias, is chosen and told of.
 */
export function WeightsView({ node, columns, focus, weightiest }: WeightsViewProps) {
  const { trace } = useStripScene();
  const back = focus.cell.of === 'gradient';
  const own = unitOf(focus.column, focus.cell.index);
  const source = columnOf(columns, node.inputs[0]);
  const [from, setFrom] = useState(source.maps === 0 ? 0 : back ? own : weightiest);
  const [to, setTo] = useState(back ? weightiest : own);
  const [chosen, setChosen] = useState<number>();
  const which = useId();
  const [id, bias] = weightsOf(node);
  const weights = paramOf(trace, id);
  const slice = sliceOf(weights, source, from, to);
  const of = back ? 'paramGradient' : 'param';
  const cells = slice.indices.map((index): Cell => ({ of, id, index }));
  /** The bias is the one after the last. */
  const last = cells.length - (bias === undefined ? 1 : 0);
  const at = Math.min(chosen ?? largestOf(trace, cells), last);
  const one =
    bias !== undefined && at === cells.length
      ? { id: bias, index: to }
      : { id, index: slice.indices[at] };
  const cell: Cell = { of: 'paramGradient', ...one };
  const outs = node.kind === 'conv2d' ? weights.shape[3] : weights.shape[0];
  const ins = node.kind === 'conv2d' || source.maps > 0 ? unitCount(source) : 1;
  const value: Cell = { of: 'param', ...one };
  return (
    <div className="sum">
      <div className="weights">
        <p className="weights-which">
          {ins > 1 && <Choice name="from map" count={ins} at={from} onChange={setFrom} />}
          {outs > 1 && (
            <Choice
              name={node.kind === 'conv2d' ? 'to map' : 'to unit'}
              count={outs}
              at={to}
              onChange={setTo}
            />
          )}
        </p>
        <CellGrid
          label={back ? 'gradient of the weights' : 'weights'}
          caption={false}
          cells={cells}
          across={slice.across}
          size={cells.length > 36 ? 'dot' : 'tiny'}
          onChoose={setChosen}
          chosen={at}
        />
      </div>
      <div className="weights-sum">
        <p className="weights-one">
          <label htmlFor={which}>{bias === undefined ? 'which' : 'which, or the bias'}</label>
          <input
            id={which}
            type="range"
            min={0}
            max={last}
            value={at}
            aria-valuetext={cellName(trace, columns, value)}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          />
        </p>
        <p className="sum-plain">
          {cellName(trace, columns, value)}, learned: <CellNumber cell={value} />
          <br />
          its gradient <CellNumber cell={cell} /> <OpensSum cell={cell}>its whole sum</OpensSum>
        </p>
        <Sum
          reading={readingOf(trace, columns, explainParamGradient(trace, one.id, one.index))}
          cell={cell}
          name={cellName(trace, columns, cell)}
        />
      </div>
    </div>
  );
}

interface OpensSumProps {
  readonly cell: Cell;
  readonly children: string;
}

function OpensSum({ cell, children }: OpensSumProps) {
  const { openSum } = useStripScene();
  return (
    <button type="button" className="strip-switch" data-opens-sum="" onClick={() => openSum(cell)}>
      {children}
    </button>
  );
}

function columnOf(columns: readonly Column[], value: ValueId): Column {
  const found = columns.find(({ values }) => values.some(({ id }) => id === value));
  if (!found) throw new Error(`no column shows "${value}"`);
  return found;
}

/** A layer's weights and, where it has one, its bias. */
const weightsOf = (node: GraphNode): readonly string[] =>
  [node.params.kernel ?? node.params.weights, node.params.bias].filter((id) => id !== undefined);

export const hasWeights = (node: GraphNode): boolean => weightsOf(node).length > 0;

/** The flat indices of the weights from one picture (or from all cells of a vector) to one output. */
function sliceOf({ shape }: HostTensor, source: Column, from: number, to: number) {
  if (shape.length === 4) {
    const [height, width, ins, outs] = shape;
    const indices = count(height * width).map((cell) => (cell * ins + from) * outs + to);
    return { indices, across: width };
  }
  const [, ins] = shape;
  if (source.maps > 0) {
    const cells = source.rows * source.columns;
    const indices = count(cells).map((cell) => to * ins + cell * source.maps + from);
    return { indices, across: source.columns };
  }
  return { indices: count(ins).map((i) => to * ins + i), across: 16 };
}

const count = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

function largestOf(trace: Trace, cells: readonly Cell[]): number {
  const sizes = cells.map((cell) => Math.abs(readCell(trace, cell)));
  return sizes.indexOf(Math.max(...sizes));
}

interface ChoiceProps {
  readonly name: string;
  readonly count: number;
  readonly at: number;
  readonly onChange: (at: number) => void;
}

function Choice({ name, count: length, at, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{name}</label>
      <select id={id} value={at} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {count(length).map((item) => (
          <option key={item} value={item}>
            {item}
          </option>
        ))}
      </select>
    </>
  );
}
