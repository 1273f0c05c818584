import type { RecordRequest } from '../../src/core/engine.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { Random } from '../../src/digits/random.ts';
import { type HostTensor, largestMagnitude } from '../../src/trace/tensor.ts';
import { activationOf, gradientOf, paramGradientOf, type Trace } from '../../src/trace/trace.ts';

const engine = new HostEngine('float64');
const epsilon = 1e-5;

function nudged(tensor: HostTensor, index: number, by: number): HostTensor {
  const data = Float64Array.from(tensor.data);
  data[index] += by;
  return { ...tensor, data };
}

/** Which side of every kink a run lies on: ReLU signs, pool winners, chosen experts. */
function sides(trace: Trace): string {
  const signs = (tensor: HostTensor) =>
    Array.from(tensor.data, (x) => (x > 0 ? '+' : '-')).join('');
  const bent = trace.graph.nodes
    .filter((node) => node.kind === 'relu')
    .map((node) => signs(activationOf(trace, node.inputs[0])));
  const saved = Object.values(trace.saved).flatMap((all) =>
    Object.entries(all).flatMap(([name, tensor]) => {
      if (name === 'winners' || name === 'expert') return Array.from(tensor.data, String);
      return name.startsWith('hidden_') ? [signs(tensor)] : [];
    }),
  );
  return [...bent, ...saved].join(' ');
}

/** Central difference of the loss along one cell; undefined where ±ε crosses a kink. */
function slope(
  request: RecordRequest,
  of: 'inputs' | 'params',
  id: string,
  index: number,
): number | undefined {
  const at = (by: number) =>
    engine.recordNow({
      ...request,
      [of]: { ...request[of], [id]: nudged(request[of][id], index, by) },
    });
  const up = at(epsilon);
  const down = at(-epsilon);
  if (sides(up) !== sides(down)) return undefined;
  return (up.values.loss.data[0] - down.values.loss.data[0]) / (2 * epsilon);
}

/** How far gradients and differences lie apart, and how many cells had no slope to compare. */
export interface Comparison {
  /** Largest distance, over the largest magnitude in the gradient's tensor. */
  readonly worst: number;
  readonly cells: number;
  readonly kinks: number;
}

/** Compares random cells of parameters and real inputs, by turns. */
export function compareSlopes(request: RecordRequest, count: number, seed: number): Comparison {
  const { graph } = request;
  const trace = engine.recordNow(request);
  const random = new Random(seed);
  const reals = graph.inputs.filter((input) => input.dtype === 'real').map((input) => input.id);
  const params = graph.params.map((param) => param.id);
  let kinks = 0;
  let worst = 0;
  for (let i = 0; i < count; i++) {
    const of = reals.length === 0 || (i % 2 === 0 && params.length > 0) ? 'params' : 'inputs';
    const ids = of === 'params' ? params : reals;
    const id = ids[random.below(ids.length)];
    const analytic = of === 'params' ? paramGradientOf(trace, id) : gradientOf(trace, id);
    const index = random.below(analytic.sum.data.length);
    const numeric = slope(request, of, id, index);
    if (numeric === undefined) {
      kinks++;
      continue;
    }
    // A difference carries the loss's own rounding, divided by ε: 1e-11. Below 1e-4 that is all it shows.
    const scale = Math.max(largestMagnitude(analytic.sum.data), 1e-4);
    const error = Math.abs(analytic.sum.data[index] - numeric) / scale;
    if (!(error <= worst) && !Number.isNaN(worst)) worst = error;
  }
  return { worst, cells: count, kinks };
}
