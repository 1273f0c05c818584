import type { Graph } from '../../trace/graph.ts';
import type { HostTensor } from '../../trace/tensor.ts';
import type { Feeds } from '../protocol.ts';

/**
 * Digits as a network takes them: `x` [n, 28, 28, 1] and what its loss wants of them, a `label` [n]
 * of class indices or, from a lone unit, a `target` [n, 1] of 0 and 1.
 *
 * @param pixels [n, 784], 0 (paper) to 1 (ink)
 * @param classes the index of each digit's class: its place in `classesOf(graph)`
 */
export function digitFeeds(graph: Graph, pixels: Float32Array, classes: ArrayLike<number>): Feeds {
  const n = classes.length;
  const x: HostTensor = { shape: [n, 28, 28, 1], dtype: 'float32', data: pixels };
  return graph.inputs.some(({ id }) => id === 'target')
    ? { x, target: { shape: [n, 1], dtype: 'float32', data: Float32Array.from(classes) } }
    : { x, label: { shape: [n], dtype: 'int32', data: Int32Array.from(classes) } };
}

/** The class of a digit. Throws where the network has none for it. */
export function classOf(classes: readonly number[], digit: number): number {
  const index = classes.indexOf(digit);
  if (index >= 0) return index;
  throw new RangeError(`the network tells ${classes.join(', ')} apart; it has no class ${digit}`);
}
