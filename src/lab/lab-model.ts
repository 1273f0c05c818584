import type { Segment } from '../draw/transport.tsx';
import type { Graph } from '../trace/graph.ts';
import { type Step, stepsOf } from '../trace/step.ts';
import { type Column, columnsOf } from './stage/column.ts';
import { arrivalsOf } from './stage/frame.ts';
import { type Gap, gapsOf } from './stage/link.ts';

/** All that follows from the network alone: its steps, its columns, and when each is reached. */
export interface LabModel {
  readonly graph: Graph;
  readonly steps: readonly Step[];
  readonly columns: readonly Column[];
  readonly gaps: readonly Gap[];
  readonly arrivals: ReturnType<typeof arrivalsOf>;
  readonly segments: readonly Segment[];
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
  const steps = stepsOf(graph);
  const columns = columnsOf(graph);
  return {
    graph,
    steps,
    columns,
    gaps: gapsOf(columns),
    arrivals: arrivalsOf(graph, steps),
    segments: steps.map((step) => segmentOf(step)),
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

const landmarks: ReadonlySet<string> = new Set(['conv2d', 'maxPool2d', 'dense', 'add']);

function segmentOf(step: Step): Segment {
  if (step.kind === 'update') return { tone: 'plain', label: 'update' };
  const { kind } = step.node;
  const minor = step.kind !== 'loss' && !landmarks.has(kind);
  return { tone: step.kind, label: short[kind] ?? kind, minor };
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
