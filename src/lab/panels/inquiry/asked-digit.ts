import type { RecordRequest } from '../../../core/engine.ts';
import type { Objective } from '../../../core/inquiry/inquiry.ts';
import { Random } from '../../../digits/random.ts';
import type { ValueId } from '../../../trace/graph.ts';
import type { Numbers } from '../../../trace/tensor.ts';
import { activationOf, type Trace } from '../../../trace/trace.ts';
import { scoresOf } from '../../stage/column.ts';

/** The digit of a trace as something that can be asked about. */
export interface AskedDigit {
  readonly request: RecordRequest;
  /** The drawing's name in the graph. */
  readonly input: ValueId;
  readonly pixels: Numbers;
  readonly columns: number;
}

/** The largest noise that a jitter adds to a pixel: far below what an eye or a network notices. */
export const jitter = 0.002;
const jitterSeed = 31;

/** Undefined where the network is not fed a picture. */
export function maybeAskedDigit(trace: Trace, jittered = false): AskedDigit | undefined {
  const { graph, params } = trace;
  const fed = graph.inputs.find(({ dtype, shape }) => dtype === 'real' && shape.length === 3);
  if (!fed) return undefined;
  const inputs = Object.fromEntries(graph.inputs.map(({ id }) => [id, activationOf(trace, id)]));
  const drawn = inputs[fed.id];
  const random = new Random(jitterSeed);
  const pixels = jittered
    ? Float64Array.from(drawn.data, (ink) => ink + random.between(0, jitter))
    : drawn.data;
  const x = { shape: drawn.shape, dtype: 'float64', data: pixels } as const;
  const request = { graph, params, inputs: { ...inputs, [fed.id]: x } };
  return { request, input: fed.id, pixels, columns: fed.shape[1] };
}

/** What is asked about: the loss, the score of the label, or that of the digit it is read as. */
export type Subject = 'loss' | 'label' | 'read';

export function objectiveOf(trace: Trace, subject: Subject, labelAt: number): Objective {
  const id = scoresOf(trace.graph);
  if (subject === 'loss' || id === undefined) return { of: 'loss' };
  return { of: 'value', id, index: subject === 'label' ? labelAt : winnerOf(trace) };
}

/** The output with the highest score. */
export function winnerOf(trace: Trace): number {
  const id = scoresOf(trace.graph);
  const scores = Array.from(id === undefined ? [] : activationOf(trace, id).data);
  return scores.indexOf(Math.max(...scores));
}

/** `row 12, column 9`, for the eye and the ear. */
export const pixelName = (index: number, columns: number): string =>
  `row ${Math.floor(index / columns)}, column ${index % columns}`;
