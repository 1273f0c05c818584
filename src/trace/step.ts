import { type Graph, type GraphNode, maybeMaker, nodesBehindLoss } from './graph.ts';
import type { Shape } from './tensor.ts';

/**
 * One step of the story, as data. Stepping back is `cursor − 1`; a frame is a pure function of
 * (trace, cursor). `loss` is the forward step of the node that makes the loss.
 */
export type Step =
  | { readonly kind: 'forward'; readonly node: GraphNode }
  | { readonly kind: 'loss'; readonly node: GraphNode }
  | { readonly kind: 'backward'; readonly node: GraphNode }
  | { readonly kind: 'update' };

/** Forward over every node, the loss, and back over every node that the loss depends on. */
export function stepsOf(graph: Graph, options: { update?: boolean } = {}): readonly Step[] {
  const lossMaker = graph.loss === undefined ? undefined : maybeMaker(graph, graph.loss);
  const forward = graph.nodes
    .filter((node) => node !== lossMaker)
    .map((node): Step => ({ kind: 'forward', node }));
  if (!lossMaker) return forward;
  const backward = [...nodesBehindLoss(graph)]
    .reverse()
    .map((node): Step => ({ kind: 'backward', node }));
  const update: readonly Step[] = options.update ? [{ kind: 'update' }] : [];
  return [...forward, { kind: 'loss', node: lossMaker }, ...backward, ...update];
}

/** A box of cells in a tensor: where it starts and how far it reaches, axis by axis. */
export interface Region {
  readonly start: readonly number[];
  readonly size: readonly number[];
}

/**
 * What happens inside a step, in order: window positions, rows, terms. Moment `i` makes the cells
 * `at(i)` of the node's first output; on the way back it sends their upstream gradient home.
 */
export interface Moments {
  readonly count: number;
  at(index: number): Region;
}

/** One moment that does everything at once: for layers whose cells do not wait for each other. */
export function allAtOnce(shape: Shape): Moments {
  return { count: 1, at: () => ({ start: shape.map(() => 0), size: shape }) };
}

/**
 * One moment for each position on the axes before the last `inner` ones, row-major: with an output
 * of [N, H, W, C] and `inner` 1, one for each window, all its channels together.
 */
export function eachPosition(shape: Shape, inner: number): Moments {
  const outer = shape.slice(0, shape.length - inner);
  const rest = shape.slice(shape.length - inner);
  return {
    count: outer.reduce((product, side) => product * side, 1),
    at(index) {
      const start: number[] = new Array(outer.length).fill(0);
      let remaining = index;
      for (let axis = outer.length - 1; axis >= 0; axis--) {
        start[axis] = remaining % outer[axis];
        remaining = Math.floor(remaining / outer[axis]);
      }
      return { start: [...start, ...rest.map(() => 0)], size: [...outer.map(() => 1), ...rest] };
    },
  };
}
