import { planOf } from '../../core/execute.ts';
import { type Graph, type GraphNode, maybeMaker, usesOf, type ValueId } from '../../trace/graph.ts';
import { type Shape, shapeText, sizeOf } from '../../trace/tensor.ts';

/**
 * One column of the picture of a network: a value, and those made of it that keep its cells (its
 * relu, its flattening, the probabilities of the scores). They share the place, and show there one
 * after the other as the playhead reaches them.
 */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly values: readonly ColumnValue[];
  /** Several maps of rows × columns, or one vector (`maps` is then 0, `rows` its length). */
  readonly maps: number;
  readonly rows: number;
  readonly columns: number;
  /** Names for the cells of a vector, where they have any. */
  readonly names?: readonly string[];
}

export interface ColumnValue {
  readonly id: ValueId;
  readonly title: string;
  readonly shape: Shape;
  readonly shapeText: string;
  /** Undefined for what is fed in. */
  readonly node?: GraphNode;
}

const keepsItsCells: ReadonlySet<string> = new Set([
  'relu',
  'flatten',
  'softmax',
  'logSoftmax',
  'sigmoid',
]);

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The columns of a network, in the order of its graph. */
export function columnsOf(graph: Graph): readonly Column[] {
  const { shapes } = planOf(graph, 1);
  const titles = titlesOf(graph, shapes);
  const columns: Column[] = [];
  const describe = (id: ValueId, node?: GraphNode): ColumnValue => {
    const shape = shapes.get(id) ?? [];
    const title = titles.get(id) ?? id;
    return { id, title, shape, shapeText: shapeText(shape.slice(1)), node };
  };
  for (const { id, dtype } of graph.inputs) {
    if (dtype === 'real' && !isTarget(graph, id)) columns.push(columnFor(describe(id)));
  }
  for (const node of graph.nodes) {
    const value = describe(node.outputs[0], node);
    const host = keepsItsCells.has(node.kind)
      ? columns.findIndex((column) => column.values.some(({ id }) => id === node.inputs[0]))
      : -1;
    if (host === -1) columns.push(columnFor(value));
    else {
      const before = columns[host];
      columns[host] = { ...before, values: [...before.values, value] };
    }
  }
  return columns;
}

/** Read by the loss alone: what should have been, and no part of the network. */
const isTarget = (graph: Graph, id: ValueId): boolean =>
  usesOf(graph, id).every(({ node }) => node.outputs.some((output) => output === graph.loss));

function columnFor(value: ColumnValue): Column {
  const { id, title, shape } = value;
  const values = [value];
  if (shape.length === 4) {
    return { id, title, values, rows: shape[1], columns: shape[2], maps: shape[3] };
  }
  const rows = sizeOf(shape);
  return { id, title, values, maps: 0, rows, columns: 1, names: rows === 10 ? digits : undefined };
}

/** Which of a column's pictures a cell of its values belongs to: its map, or the cell itself. */
export const unitOf = (column: Column, index: number): number =>
  column.maps > 0 ? index % column.maps : index;

export const unitCount = (column: Column): number => column.maps || column.rows;

const nouns: Readonly<Record<string, string>> = {
  conv2d: 'convolution',
  maxPool2d: 'pool',
  dense: 'dense',
  relu: 'ReLU',
  flatten: 'the row',
  softmax: 'probabilities',
  logSoftmax: 'log-probabilities',
  crossEntropy: 'loss',
  sigmoid: 'probability',
  binaryCrossEntropy: 'loss',
  add: 'sum',
};

/** Names for people: `convolution 2`, `pool 1`, `scores`. */
function titlesOf(graph: Graph, shapes: ReadonlyMap<ValueId, Shape>): ReadonlyMap<ValueId, string> {
  const titles = new Map<ValueId, string>();
  for (const input of graph.inputs) titles.set(input.id, 'drawing');
  const scores = scoresOf(graph);
  const lone = scores !== undefined && sizeOf(shapes.get(scores) ?? []) === 1;
  const total = new Map<string, number>();
  const count = (node: GraphNode) => (total.get(node.kind) ?? 0) + 1;
  for (const node of graph.nodes) total.set(node.kind, count(node));
  const seen = new Map<string, number>();
  for (const node of graph.nodes) {
    const nth = (seen.get(node.kind) ?? 0) + 1;
    seen.set(node.kind, nth);
    const noun = nouns[node.kind] ?? node.kind;
    const others = (total.get(node.kind) ?? 0) - (node.kind === 'dense' ? 1 : 0);
    const title =
      node.outputs[0] === scores
        ? lone
          ? 'score'
          : 'scores'
        : others > 1
          ? `${noun} ${nth}`
          : noun;
    titles.set(node.outputs[0], title);
  }
  return titles;
}

/** The value that the loss is taken of: the class scores. */
export function scoresOf(graph: Graph): ValueId | undefined {
  if (graph.loss === undefined) return undefined;
  return maybeMaker(graph, graph.loss)?.inputs[0];
}
