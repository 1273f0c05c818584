import type { GraphNode, ParamId } from '../../../trace/graph.ts';
import type { Shape } from '../../../trace/tensor.ts';
import type { LabModel } from '../../lab-model.ts';
import { type Column, scoresOf } from '../../stage/column.ts';

/**
 * One parameter as pictures: for each output (a map, a unit) one block of pictures, each shaped like
 * what the weights look at. The weight at `position` (row by row) of picture `map` of `unit` has the
 * flat index unit · unitStride + map · mapStride + position · positionStride.
 */
export interface Plate {
  readonly id: ParamId;
  readonly role: 'weights' | 'bias';
  /** The column that the layer fills. */
  readonly target: Column;
  /** What one output is called. */
  readonly unitNoun: 'map' | 'unit' | 'digit';
  /** What the weights look at: undefined for a bias. */
  readonly source?: Column;
  readonly units: number;
  readonly maps: number;
  readonly rows: number;
  readonly columns: number;
  /** Cells of one picture: rows × columns, or fewer where the last row of a vector is short. */
  readonly cells: number;
  readonly unitStride: number;
  readonly mapStride: number;
  readonly positionStride: number;
}

/** Where in its plate a weight is. */
export interface PlatePlace {
  readonly unit: number;
  readonly map: number;
  readonly position: number;
}

export const indexAt = (plate: Plate, { unit, map, position }: PlatePlace): number =>
  unit * plate.unitStride + map * plate.mapStride + position * plate.positionStride;

export function placeAt(plate: Plate, index: number): PlatePlace {
  const { units, maps, cells } = plate;
  const part = (stride: number, count: number) =>
    count === 1 ? 0 : Math.floor(index / stride) % count;
  return {
    unit: part(plate.unitStride, units),
    map: part(plate.mapStride, maps),
    position: part(plate.positionStride, cells),
  };
}

/** The parameters of one layer, weights before bias. */
export interface PlateLayer {
  readonly node: GraphNode;
  readonly title: string;
  readonly plates: readonly Plate[];
}

/** Every layer with parameters, in the order of the network; a shared parameter stands once. */
export function plateLayersOf({ graph, columns, gaps }: LabModel): readonly PlateLayer[] {
  const seen = new Set<ParamId>();
  return graph.nodes.flatMap((node) => {
    const target = columns.find(({ values }) => values.some((value) => value.node === node));
    if (!target) return [];
    const source = gaps.find((gap) => gap.node === node)?.source;
    const plates = Object.entries(node.params).flatMap(([role, id]): Plate[] => {
      const shape = graph.params.find((param) => param.id === id)?.shape;
      if (!shape || seen.has(id)) return [];
      seen.add(id);
      const noun =
        target.maps > 0 ? 'map' : node.outputs.includes(scoresOf(graph) ?? '') ? 'digit' : 'unit';
      const base = { id, role: role === 'bias' ? 'bias' : 'weights', target } as const;
      return [{ ...base, unitNoun: noun, ...arranged(node.kind, shape, source) }];
    });
    return plates.length > 0 ? [{ node, title: target.title, plates }] : [];
  });
}

type Arrangement = Omit<Plate, 'id' | 'role' | 'target' | 'unitNoun'>;

function arranged(kind: string, shape: Shape, source: Column | undefined): Arrangement {
  if (kind === 'conv2d' && shape.length === 4) {
    const [rows, columns, maps, units] = shape;
    const strides = { unitStride: 1, mapStride: units, positionStride: maps * units };
    return { source, units, maps, rows, columns, cells: rows * columns, ...strides };
  }
  if (kind === 'dense' && shape.length === 2) {
    const [units, ins] = shape;
    if (source && source.maps > 0 && source.maps * source.rows * source.columns === ins) {
      const { maps, rows, columns } = source;
      const strides = { unitStride: ins, mapStride: 1, positionStride: maps };
      return { source, units, maps, rows, columns, cells: rows * columns, ...strides };
    }
    const strides = { unitStride: ins, mapStride: 0, positionStride: 1 };
    return { source, units, maps: 1, ...nearSquare(ins), cells: ins, ...strides };
  }
  const size = shape.reduce((product, side) => product * side, 1);
  const strides = { unitStride: 1, mapStride: 0, positionStride: 0 };
  return { units: size, maps: 1, rows: 1, columns: 1, cells: 1, ...strides };
}

/** Rows and columns for `count` things: without a rest where that is not too long. */
export function nearSquare(count: number): { readonly rows: number; readonly columns: number } {
  const root = Math.ceil(Math.sqrt(count));
  for (let columns = root; columns <= 2 * root; columns++) {
    if (count % columns === 0) return { rows: count / columns, columns };
  }
  return { rows: Math.ceil(count / root), columns: root };
}

/** A weight's name for people: `to map 5, from map 2, row 0, column 3`. */
export function weightName(plate: Plate, index: number): string {
  const { unit, map, position } = placeAt(plate, index);
  const to = `${plate.unitNoun} ${unit}`;
  if (plate.role === 'bias' || !plate.source) return `bias of ${to}`;
  const { source, maps, columns } = plate;
  if (source.maps === 0) return `to ${to}, from unit ${position} of ${source.title}`;
  const from = maps > 1 ? `from map ${map}, ` : '';
  return `to ${to}, ${from}row ${Math.floor(position / columns)}, column ${position % columns}`;
}
