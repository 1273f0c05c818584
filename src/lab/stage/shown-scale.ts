import { diverging, type Scale, scaleOf, sequential } from '../../draw/scale.ts';
import { maybeMaker } from '../../trace/graph.ts';
import type { HostTensor } from '../../trace/tensor.ts';
import { activationOf, gradientOf, type Trace } from '../../trace/trace.ts';
import type { Shown } from './frame.ts';

/** The numbers that a column shows. */
export function numbersOf(trace: Trace, { value, pass }: Shown): HostTensor {
  return pass === 'gradient' ? gradientOf(trace, value).sum : activationOf(trace, value);
}

const scales = new WeakMap<HostTensor, Scale>();

/** What can be negative by its nature has a sign, and the diverging scale, whatever its numbers. */
const signedKinds: ReadonlySet<string> = new Set(['conv2d', 'dense', 'add', 'logSoftmax']);

/** The scale of what is shown: signed for gradients, sequential for what is never negative. */
export function shownScale(trace: Trace, shown: Shown): Scale {
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
