import { type Graph, usesOf, type ValueId } from '../../trace/graph.ts';
import type { Step } from '../../trace/step.ts';
import type { Column } from './column.ts';

/** What a column shows: a value's activation or its gradient. */
export interface Shown {
  readonly value: ValueId;
  readonly pass: 'activation' | 'gradient';
}

/** One column at one moment. */
export interface ColumnFrame {
  readonly column: Column;
  readonly shown: Shown;
  /** What was there before; it is still to be seen where this step has not come to. */
  readonly before?: Shown;
  /** `now`: this step fills it. `done`: the wave has passed. `ahead`: it has yet to come. */
  readonly state: 'now' | 'done' | 'ahead';
  /** How much of it this step has filled, 0 … 1. */
  readonly progress: number;
}

export interface Frame {
  readonly columns: readonly ColumnFrame[];
  /** The column that the step fills, and the value shown there. */
  readonly now: ColumnFrame | undefined;
  readonly backward: boolean;
}

interface Arrival extends Shown {
  readonly at: number;
}

/** When each value's activation, and its whole gradient, is there. A graph's inputs are at once. */
export function arrivalsOf(graph: Graph, steps: readonly Step[]): readonly Arrival[] {
  const arrivals: Arrival[] = graph.inputs
    .filter(({ dtype }) => dtype === 'real')
    .map(({ id }) => ({ value: id, pass: 'activation', at: -1 }));
  const backwardAt = new Map<string, number>();
  for (const [at, step] of steps.entries()) {
    if (step.kind === 'backward') backwardAt.set(step.node.id, at);
    if (step.kind !== 'forward' && step.kind !== 'loss') continue;
    for (const value of step.node.outputs) arrivals.push({ value, pass: 'activation', at });
  }
  const values = new Set(arrivals.map(({ value }) => value));
  for (const value of values) {
    const uses = usesOf(graph, value).flatMap(({ node }) => backwardAt.get(node.id) ?? []);
    if (uses.length > 0) arrivals.push({ value, pass: 'gradient', at: Math.max(...uses) });
  }
  return arrivals;
}

/** The whole picture, from the playhead alone. */
export function frameOf(
  columns: readonly Column[],
  arrivals: readonly Arrival[],
  steps: readonly Step[],
  step: number,
  progress: number,
): Frame {
  const lossAt = steps.findIndex(({ kind }) => kind === 'loss');
  const backward = lossAt !== -1 && step > lossAt;
  const frames = columns.map((column): ColumnFrame => {
    const own = arrivals.filter(({ value }) => column.values.some(({ id }) => id === value));
    const reached = own.filter(({ at }) => at <= step).sort((a, b) => a.at - b.at);
    const latest = reached.at(-1);
    if (!latest) return { column, shown: own[0], state: 'ahead', progress: 0 };
    const now = latest.at === step;
    const stale = backward && latest.pass === 'activation' && !now;
    return {
      column,
      shown: latest,
      before: now ? reached.at(-2) : undefined,
      state: now ? 'now' : stale ? 'ahead' : 'done',
      progress: now ? progress : 1,
    };
  });
  return { columns: frames, now: frames.find(({ state }) => state === 'now'), backward };
}
