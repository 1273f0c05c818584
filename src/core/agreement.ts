import { type HostTensor, largestMagnitude, type Numbers } from '../trace/tensor.ts';
import type { Trace } from '../trace/trace.ts';

/** Largest absolute difference; NaN where one side is NaN and the other is not. */
export function largestDifference(actual: Numbers, expected: Numbers): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    // Equal infinities and NaN against NaN are no difference.
    if (Object.is(actual[i], expected[i])) continue;
    const difference = Math.abs(actual[i] - expected[i]);
    if (Number.isNaN(difference)) return Number.NaN;
    if (difference > largest) largest = difference;
  }
  return largest;
}

/** Largest difference over the largest magnitude expected, which counts as 1e-12 at least. */
export function relativeDifference(actual: Numbers, expected: Numbers): number {
  const scale = Math.max(largestMagnitude(expected), 1e-12);
  return largestDifference(actual, expected) / scale;
}

/** Every tensor of a trace that was computed, by a name that says what it is. */
export function computedTensors(trace: Trace): Map<string, HostTensor> {
  const all = new Map(Object.entries(trace.values));
  for (const [node, named] of Object.entries(trace.saved)) {
    for (const [name, tensor] of Object.entries(named)) all.set(`${node}: ${name}`, tensor);
  }
  for (const [id, { sum }] of Object.entries(trace.backward?.values ?? {})) {
    all.set(`gradient of ${id}`, sum);
  }
  for (const [id, { sum }] of Object.entries(trace.backward?.params ?? {})) {
    all.set(`gradient of parameter ${id}`, sum);
  }
  return all;
}

/** How far two traces of the same request lie apart, at the tensor where they differ most. */
export function worstDisagreement(actual: Trace, expected: Trace): { name: string; error: number } {
  const others = computedTensors(actual);
  let worst = { name: 'nothing', error: 0 };
  for (const [name, tensor] of computedTensors(expected)) {
    const other = others.get(name);
    const error = other ? relativeDifference(other.data, tensor.data) : Number.POSITIVE_INFINITY;
    if (!(error <= worst.error)) worst = { name, error };
    if (Number.isNaN(error)) break;
  }
  return worst;
}
