import type { Segment } from '../draw/transport.tsx';
import type { Inside } from '../draw/transport-inside.tsx';
import type { Graph } from '../trace/graph.ts';
import { type Step, stepsOf } from '../trace/step.ts';
import { type Column, columnsOf } from './stage/column.ts';
import { arrivalsOf, type ColumnFrame, frameOf } from './stage/frame.ts';
import { type Gap, gapsOf } from './stage/link.ts';

/** All that follows from the network alone: its steps, its columns, and when each is reached. */
export interface LabModel {
  readonly graph: Graph;
  readonly steps: readonly Step[];
  readonly columns: readonly Column[];
  readonly gaps: readonly Gap[];
  readonly arrivals: ReturnType<typeof arrivalsOf>;
  readonly segments: readonly Segment[];
  /** The moments of each step, as the stage fills its column. */
  readonly insides: readonly Inside[];
  /** The last step of the way forward: where the Lab rests at first, all maps alive. */
  readonly restAt: number;
}

const models = new WeakMap<Graph, LabModel>();

export function modelOf(graph: Graph): LabModel {
  const model = models.get(graph) ?? makeModel(graph);
  models.set(graph, model);
  return model;
}

function makeModel(graph: Graph): LabModel {
  const steps = stepsOf(graph, { update: graph.params.length > 0 });
  const columns = columnsOf(graph);
  const arrivals = arrivalsOf(graph, steps);
  return {
    graph,
    steps,
    columns,
    gaps: gapsOf(columns),
    arrivals,
    segments: steps.map((step) => segmentOf(step)),
    insides: steps.map((step, at) => insideOf(step, frameOf(columns, arrivals, steps, at, 0).now)),
    restAt: Math.max(0, steps.findIndex(({ kind }) => kind === 'loss') - 1),
  };
}

const short: Readonly<Record<string, string>> = {
  conv2d: 'conv',
  maxPool2d: 'pool',
  crossEntropy: 'loss',
  binaryCrossEntropy: 'loss',
  flatten: 'row',
};

const landmarks: ReadonlySet<string> = new Set(['conv2d', 'dense', 'add']);

function segmentOf(step: Step): Segment {
  if (step.kind === 'update') return { tone: 'update', label: 'update', minor: true };
  const { kind } = step.node;
  const minor = step.kind !== 'loss' && !landmarks.has(kind);
  return { tone: step.kind, label: short[kind] ?? kind, minor };
}

/**
 * A column that the step makes anew fills place by place, all its maps together; a relu or a
 * softmax changes all cells of its column at once.
 */
function insideOf(step: Step, now: ColumnFrame | undefined): Inside {
  const atOnce: Inside = { count: 1, noun: 'moment' };
  if (!now) return atOnce;
  const { maps, rows, columns, values } = now.column;
  if (maps === 0) return rows > 1 ? { count: rows, noun: 'unit' } : atOnce;
  if (now.shown.value !== values[0].id) return atOnce;
  const noun = step.kind === 'forward' ? 'window' : 'pixel';
  return { count: rows * columns, across: columns, noun };
}

/** What has been reached when the playhead is at `step`: is this node's work in this pass done? */
export function reachedBy(model: LabModel, step: number) {
  const done = new Set<string>();
  for (const past of model.steps.slice(0, step + 1)) {
    if (past.kind === 'update') continue;
    done.add(`${past.kind === 'backward' ? 'gradient' : 'activation'} ${past.node.id}`);
  }
  return (node: string, pass: 'activation' | 'gradient') => done.has(`${pass} ${node}`);
}
