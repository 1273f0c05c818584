import { diverging, type Scale, scaleOf, sequential } from '../../draw/scale.ts';
import { maybeMaker } from '../../trace/graph.ts';
import type { HostTensor, Numbers } from '../../trace/tensor.ts';
import { activationOf, gradientOf, type Trace } from '../../trace/trace.ts';
import type { Shown } from './frame.ts';

/** The numbers that a column shows. */
export function numbersOf(trace: Trace, { value, pass, timesInput }: Shown): HostTensor {
  if (pass === 'activation') return activationOf(trace, value);
  const gradient = gradientOf(trace, value).sum;
  return timesInput ? timesActivation(gradient, activationOf(trace, value)) : gradient;
}

const products = new WeakMap<HostTensor, HostTensor>();

/** a · ∂L/∂a, cell by cell; made once for a trace. */
function timesActivation(gradient: HostTensor, { data }: HostTensor): HostTensor {
  const known = products.get(gradient);
  if (known) return known;
  const product = Float64Array.from(gradient.data, (slope, i) => slope * data[i]);
  const made: HostTensor = { shape: gradient.shape, dtype: 'float64', data: product };
  products.set(gradient, made);
  return made;
}

const scales = new WeakMap<HostTensor, Scale>();

/** What can be negative by its nature has a sign, and the diverging scale, whatever its numbers. */
const signedKinds: ReadonlySet<string> = new Set(['conv2d', 'dense', 'add', 'logSoftmax']);

/**
 * The scale of what is shown: signed for gradients, sequential for what is never negative. One
 * scale for the network reaches as far as the largest number of its kind in any layer; numbers
 * that have a sign and those that have none then share its end.
 */
export function shownScale(trace: Trace, shown: Shown): Scale {
  const own = layerScale(trace, shown);
  if (shown.scaling !== 'network') return own;
  const end = networkEnd(trace, shown);
  return own.kind === 'diverging' ? diverging(end) : sequential(end);
}

function layerScale(trace: Trace, shown: Shown): Scale {
  const tensor = numbersOf(trace, shown);
  const known = scales.get(tensor);
  if (known) return known;
  const kind = maybeMaker(trace.graph, shown.value)?.kind;
  const scale = makeScale(tensor, shown.pass, kind);
  scales.set(tensor, scale);
  return scale;
}

function makeScale(tensor: HostTensor, pass: Shown['pass'], kind: string | undefined): Scale {
  if (pass === 'gradient') return scaleOf(tensor.data, { signed: true });
  if (kind === undefined || kind === 'softmax' || kind === 'sigmoid') return sequential(1);
  const scale = scaleOf(tensor.data, { signed: signedKinds.has(kind) });
  return scale.kind === 'diverging' ? diverging(scale.end) : scale;
}

const ends = new WeakMap<Trace, Map<string, number>>();

/** The largest magnitude in any layer; lone numbers (the loss) are written out, not coloured. */
function networkEnd(trace: Trace, { pass, timesInput }: Shown): number {
  const known = ends.get(trace) ?? new Map<string, number>();
  ends.set(trace, known);
  const key = timesInput ? 'product' : pass;
  const before = known.get(key);
  if (before !== undefined) return before;
  let end = 0;
  for (const value of realValues(trace)) {
    const { data } = numbersOf(trace, { value, pass, timesInput });
    if (data.length > 1) end = Math.max(end, largestFinite(data));
  }
  known.set(key, end);
  return end;
}

function largestFinite(data: Numbers): number {
  let largest = 0;
  for (let i = 0; i < data.length; i++) {
    const size = Math.abs(data[i]);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}

/** Inputs that are not labels, and what the nodes make. */
const realValues = ({ graph }: Trace): readonly string[] => [
  ...graph.inputs.filter(({ dtype }) => dtype === 'real').map(({ id }) => id),
  ...graph.nodes.flatMap(({ outputs }) => outputs),
];
