import type { Cell } from '../trace/expression.ts';
import { type Graph, maybeMaker } from '../trace/graph.ts';
import { positionOf, type Shape } from '../trace/tensor.ts';
import { activationOf, paramOf, savedOf, type Trace } from '../trace/trace.ts';
import { type Column, scoresOf } from './stage/column.ts';

/** The cell as one string: `gradient:conv1:123`. What tests and links name it by. */
export function cellKey(cell: Cell): string {
  return cell.of === 'saved'
    ? `saved:${cell.node}:${cell.name}:${cell.index}`
    : `${cell.of}:${cell.id}:${cell.index}`;
}

/** Layers that turn scores into probabilities. */
const shares: ReadonlySet<string> = new Set(['softmax', 'sigmoid']);

/** Where in its tensor a cell is, in words: `map 3, row 4, column 7`; counted from 0 as in the formulas. */
export function placeName(shape: Shape, index: number, graph: Graph, id: string): string {
  const position = positionOf(shape, index);
  if (shape.length === 4) {
    const [, row, column, map] = position;
    const where = `row ${row}, column ${column}`;
    return shape[3] === 1 ? where : `map ${map}, ${where}`;
  }
  const at = position[position.length - 1];
  if (at === undefined) return '';
  const scores = scoresOf(graph);
  const maker = maybeMaker(graph, id);
  const isClass =
    id === scores || (maker !== undefined && shares.has(maker.kind) && maker.inputs[0] === scores);
  // A lone score needs no name beside its title.
  if (isClass && shape[1] === 1) return '';
  return isClass ? `digit ${at}` : `unit ${at}`;
}

/** A cell's whole name, for people: `convolution 1, map 3, row 4, column 7`. */
export function cellName(trace: Trace, columns: readonly Column[], cell: Cell): string {
  if (cell.of === 'value' || cell.of === 'gradient') {
    const title = titleOf(columns, cell.id);
    const place = placeName(activationOf(trace, cell.id).shape, cell.index, trace.graph, cell.id);
    const what = cell.of === 'gradient' ? `gradient of ${title}` : title;
    return place ? `${what}, ${place}` : what;
  }
  if (cell.of === 'saved') return `${cell.name} ${cell.index}`;
  const shape = paramOf(trace, cell.id).shape;
  const place = positionOf(shape, cell.index).join(', ');
  const noun = shape.length === 1 ? 'bias' : 'weight';
  return cell.of === 'param' ? `${noun} [${place}]` : `gradient of ${noun} [${place}]`;
}

export function titleOf(columns: readonly Column[], id: string): string {
  for (const column of columns) {
    const value = column.values.find((candidate) => candidate.id === id);
    if (value) return value.title;
  }
  return id;
}

/** Whether a cell is there in this trace: links and pins may be older than it. */
export function hasCell(trace: Trace, cell: Cell): boolean {
  try {
    const size =
      cell.of === 'saved'
        ? savedOf(trace, cell.node, cell.name).data.length
        : cell.of === 'param' || cell.of === 'paramGradient'
          ? paramOf(trace, cell.id).data.length
          : activationOf(trace, cell.id).data.length;
    return cell.index < size;
  } catch {
    return false;
  }
}
