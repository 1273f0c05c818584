import { useId, useState } from 'react';
import { explainParamGradient } from '../../core/explain.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import type { GraphNode } from '../../trace/graph.ts';
import { type HostTensor, positionOf } from '../../trace/tensor.ts';
import { paramOf, type Trace } from '../../trace/trace.ts';
import { type Column, unitCount } from '../stage/column.ts';
import { CellGrid } from './cell-grid.tsx';
import { CellNumber, useStripScene } from './cell-number.tsx';
import { readingOf } from './reading.ts';
import { Sum } from './sum.tsx';

interface WeightsViewProps {
  readonly node: GraphNode;
  readonly source: Column;
  /** Which picture before, and which output, to begin with. */
  readonly from: number;
  readonly to: number;
}

/** The gradient of a layer's weights: those between one picture before and one output. */
export function WeightsView(props: WeightsViewProps) {
  const { node, source } = props;
  const { trace, columns } = useStripScene();
  const [from, setFrom] = useState(props.from);
  const [to, setTo] = useState(props.to);
  const [chosen, setChosen] = useState<number>();
  const [id] = weightsOf(node);
  const weights = paramOf(trace, id);
  const slice = sliceOf(weights, source, from, to);
  const cells = slice.indices.map((index): Cell => ({ of: 'paramGradient', id, index }));
  const at = chosen !== undefined && chosen < cells.length ? chosen : largestOf(trace, cells);
  const cell = cells[at];
  const place = positionOf(weights.shape, slice.indices[at]).join(', ');
  const outs = node.kind === 'conv2d' ? weights.shape[3] : weights.shape[0];
  const ins = node.kind === 'conv2d' || source.maps > 0 ? unitCount(source) : 1;
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
          label="gradient of the weights"
          caption={false}
          cells={cells}
          across={slice.across}
          size={cells.length > 36 ? 'dot' : 'tiny'}
          onChoose={setChosen}
          chosen={at}
        />
      </div>
      <div className="weights-sum">
        <p className="sum-plain">
          weight [{place}], its gradient <CellNumber cell={cell} />
        </p>
        <Sum
          reading={readingOf(trace, columns, explainParamGradient(trace, id, slice.indices[at]))}
          cell={cell}
          name={`gradient of weight [${place}]`}
        />
      </div>
    </div>
  );
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
