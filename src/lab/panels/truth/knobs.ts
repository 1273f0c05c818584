import type { Knob } from '../../../core/finite-differences.ts';
import type { Cell } from '../../../trace/expression.ts';
import { usesOfParam } from '../../../trace/graph.ts';
import { largestMagnitude, type Shape, shapeText } from '../../../trace/tensor.ts';
import {
  activationOf,
  gradientOf,
  paramGradientOf,
  paramOf,
  type Trace,
} from '../../../trace/trace.ts';
import { titleOf } from '../../cell-name.ts';
import type { Column } from '../../stage/column.ts';

/** A tensor whose numbers can be nudged: the drawing, or a layer's parameter. */
export interface KnobBoard {
  /** Unlike any other's: what the list chooses by. */
  readonly key: string;
  readonly title: string;
  readonly of: Knob['of'];
  readonly id: string;
  readonly shape: Shape;
  /** The axes that a place is told by: a name and which axis of the shape. */
  readonly axes: readonly (readonly [name: string, axis: number])[];
}

const axisNames: Readonly<Record<number, readonly string[]>> = {
  1: ['unit'],
  2: ['output', 'input'],
  4: ['row', 'column', 'from map', 'to map'],
};

/** Everything of a network that the loss has a slope for, the drawing first. */
export function knobBoards(
  trace: Trace,
  columns: readonly Column[],
  input: string,
): readonly KnobBoard[] {
  const shape = activationOf(trace, input).shape;
  const picture: KnobBoard = {
    key: `input:${input}`,
    title: `pixels of the drawing, ${shape[1]} × ${shape[2]}`,
    of: 'input',
    id: input,
    shape,
    axes: [
      ['row', 1],
      ['column', 2],
    ],
  };
  const params = trace.graph.params.map(({ id, shape: own }): KnobBoard => {
    const [use] = usesOfParam(trace.graph, id);
    const layer = use ? titleOf(columns, use.node.outputs[0]) : id;
    const names = axisNames[own.length] ?? own.map((_, axis) => `axis ${axis}`);
    return {
      key: `param:${id}`,
      title: `${layer}: ${use?.role ?? id}, ${shapeText(own)}`,
      of: 'param',
      id,
      shape: own,
      axes: names.map((name, axis) => [name, axis] as const),
    };
  });
  return [picture, ...params];
}

/** The number that a pinned cell stands for, if it can be nudged. */
export function maybeKnob(cell: Cell | undefined, boards: readonly KnobBoard[]): Knob | undefined {
  if (!cell || cell.of === 'saved') return undefined;
  const of = cell.of === 'param' || cell.of === 'paramGradient' ? 'param' : 'input';
  const board = boards.find((each) => each.of === of && each.id === cell.id);
  return board && { of, id: cell.id, index: cell.index };
}

/** What the trace holds for a knob's whole tensor: its numbers and their gradients. */
export function readKnob(trace: Trace, { of, id, index }: Knob) {
  const values = of === 'input' ? activationOf(trace, id) : paramOf(trace, id);
  const { sum } = of === 'input' ? gradientOf(trace, id) : paramGradientOf(trace, id);
  return { value: values.data[index], gradient: sum.data[index], gradients: sum.data };
}

/** Where the loss is steepest: a good place to begin. */
export function steepest(trace: Trace, { of, id }: KnobBoard): Knob {
  const { gradients } = readKnob(trace, { of, id, index: 0 });
  const largest = largestMagnitude(gradients);
  return { of, id, index: Math.max(0, Array.from(gradients, Math.abs).indexOf(largest)) };
}
