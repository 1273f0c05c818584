import { type Graph, usesOf, type ValueId } from '../../trace/graph.ts';
import type { Step } from '../../trace/step.ts';
import { type Look, plainLook } from '../view.ts';
import type { Column } from './column.ts';

/** What a column shows: a value's activation or its gradient. */
export interface Shown {
  readonly value: ValueId;
  readonly pass: 'activation' | 'gradient';
  /** The gradient is multiplied with the activation, cell by cell. */
  readonly timesInput?: true;
  /** Its colours are those of one scale for the whole network. */
  readonly scaling?: 'network';
}

/** One column at one moment. */
export interface ColumnFrame {
  readonly column: Column;
  readonly shown: Shown;
  /** What was there before; it is still to be seen where this step has not come to. */
  readonly before?: Shown;
  /**
   * `now`: this step fills it. `done`: what it shows is there. `ahead`: the wave has yet to come; in
   * a view that does not follow the wave, there is nothing of the kind to show.
   */
  readonly state: 'now' | 'done' | 'ahead';
  /** How much of it this step has filled, 0 … 1. */
  readonly progress: number;
}

export interface Frame {
  readonly columns: readonly ColumnFrame[];
  /** The column that the step fills, and the value shown there. */
  readonly now: ColumnFrame | undefined;
  /** The pictures tell of the way back. */
  readonly backward: boolean;
  readonly look: Look;
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

/** The whole picture, from the playhead and the look alone. */
export function frameOf(
  columns: readonly Column[],
  arrivals: readonly Arrival[],
  steps: readonly Step[],
  step: number,
  progress: number,
  look: Look = plainLook,
): Frame {
  const lossAt = steps.findIndex(({ kind }) => kind === 'loss');
  const backward = lossAt !== -1 && step > lossAt;
  const wave = columns.map((column): ColumnFrame => {
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
  const steady = look.view !== 'wave';
  const frames = (steady ? wave.map((one) => steadied(one, arrivals, steps, look)) : wave).map(
    (one) => scaled(one, look),
  );
  return {
    columns: frames,
    now: frames.find(({ state }) => state === 'now'),
    backward: steady ? look.view !== 'activation' : backward,
    look,
  };
}

/**
 * A column in a view that does not follow the wave: its one quantity, whole. The column of the step
 * shows the value that the step is about; the others what they show once the wave has passed.
 */
function steadied(
  { column, shown: { value }, state, progress }: ColumnFrame,
  arrivals: readonly Arrival[],
  steps: readonly Step[],
  { view }: Look,
): ColumnFrame {
  const pass = view === 'activation' ? 'activation' : 'gradient';
  const there = arrivals
    .filter((one) => one.pass === pass && column.values.some(({ id }) => id === one.value))
    .sort((a, b) => a.at - b.at)
    .map((one) => one.value);
  // Where the way back begins: ∂L/∂L = 1, at no step.
  const loss = steps.flatMap((one) => (one.kind === 'loss' ? one.node.outputs : []));
  if (pass === 'gradient') there.push(...loss.filter((id) => column.id === id));
  const last = there.at(-1);
  if (last === undefined) {
    return { column, shown: { value: column.id, pass: 'activation' }, state: 'ahead', progress: 1 };
  }
  const now = state === 'now';
  const chosen = now && there.includes(value) ? value : last;
  const shown: Shown =
    view === 'gradientTimesInput'
      ? { value: chosen, pass, timesInput: true }
      : { value: chosen, pass };
  // Within the step the mark moves from cell to cell, and the picture beneath stays whole.
  return now
    ? { column, shown, before: shown, state, progress }
    : { column, shown, state: 'done', progress: 1 };
}

function scaled(frame: ColumnFrame, { scaling }: Look): ColumnFrame {
  if (scaling === 'layer') return frame;
  const { shown, before } = frame;
  return {
    ...frame,
    shown: { ...shown, scaling },
    before: before && { ...before, scaling },
  };
}
