import type { Weights } from '../../../core/protocol.ts';
import type { Graph } from '../../../trace/graph.ts';
import { type HostTensor, positionOf } from '../../../trace/tensor.ts';

/** How far one parameter has moved. */
export interface ParamChange {
  readonly id: string;
  /** w′ − w, shaped like the parameter. */
  readonly difference: HostTensor;
  /** ‖w′ − w‖ */
  readonly norm: number;
  /** ‖w′ − w‖ / ‖w‖; undefined where every w is 0. */
  readonly relative?: number;
}

/** One weight that has moved. */
export interface MovedWeight {
  readonly id: string;
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Every parameter's change, in the order of the graph. */
export function changesOf(graph: Graph, from: Weights, to: Weights): readonly ParamChange[] {
  return graph.params.map(({ id }) => {
    const [before, after] = [from[id], to[id]];
    const data = new Float64Array(before.data.length);
    let moved = 0;
    let size = 0;
    for (let i = 0; i < data.length; i++) {
      data[i] = after.data[i] - before.data[i];
      moved += data[i] * data[i];
      size += before.data[i] * before.data[i];
    }
    const norm = Math.sqrt(moved);
    const difference = { shape: before.shape, dtype: 'float64', data } as const;
    return { id, difference, norm, relative: size > 0 ? norm / Math.sqrt(size) : undefined };
  });
}

/** The weights that moved furthest, furthest first; none that stayed where it was. */
export function mostMoved(
  changes: readonly ParamChange[],
  from: Weights,
  to: Weights,
  count: number,
): readonly MovedWeight[] {
  const most: { id: string; index: number; distance: number }[] = [];
  for (const { id, difference } of changes) {
    for (let index = 0; index < difference.data.length; index++) {
      const distance = Math.abs(difference.data[index]);
      if (distance === 0 || (most.length === count && distance <= most[count - 1].distance)) {
        continue;
      }
      let place = most.length;
      while (place > 0 && most[place - 1].distance < distance) place--;
      most.splice(place, 0, { id, index, distance });
      if (most.length > count) most.pop();
    }
  }
  return most.map(({ id, index }) => ({
    id,
    index,
    from: from[id].data[index],
    to: to[id].data[index],
  }));
}

/** `conv1.w [0, 2, 0, 5]`: as the formulas index it, counted from 0. */
export function weightName(weights: Weights, { id, index }: { id: string; index: number }): string {
  return `${id} [${positionOf(weights[id].shape, index).join(', ')}]`;
}
