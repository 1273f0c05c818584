import { dense } from '../../core/layers/dense.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { crossEntropyOf } from '../softmax-jacobian/softmax-row.ts';

const layer = new LoneLayer(dense);

export type UpdateCode = 'outer' | 'logits';

export interface WeightRun {
  /** s − y, [K]. */
  readonly dz: readonly number[];
  /** dz xᵀ [K, D], by the core's dense layer. */
  readonly dW: readonly number[];
  /** What the code takes lr times off the weights [K, D]; undefined where NumPy refuses. */
  readonly step?: readonly number[];
  /** NumPy's words where the shapes do not fit. */
  readonly error?: string;
  readonly lossBefore: number;
  /** With the weights after one step; undefined where there was none. */
  readonly lossAfter?: number;
}

/**
 * One step of a last layer z = W x + b whose weights stand at 0 and whose biases are these logits
 * [K], so that they are what comes out. Only the weights are moved.
 */
export function runWeights(
  logits: readonly number[],
  x: readonly number[],
  label: number,
  rate: number,
  code: UpdateCode,
): WeightRun {
  const [k, d] = [logits.length, x.length];
  const input = [hostTensor([1, d], x)];
  const bias = hostTensor([k], logits);
  const zeros = hostTensor([k, d], new Array(k * d).fill(0));
  const { loss: lossBefore, gradient: dz } = crossEntropyOf(logits, label);
  const back = layer.pullBack(input, hostTensor([1, k], dz), { weights: zeros, bias });
  const dW = [...back.params.weights.data];
  const whole = { dz, dW, lossBefore };
  if (code === 'logits' && k !== d) {
    const error = `ValueError: operands could not be broadcast together with shapes (${k},${d}) (${k},) (${k},${d})`;
    return { ...whole, error };
  }
  // NumPy lays a row of K numbers under every row of a K × K matrix.
  const step = code === 'outer' ? dW : dW.map((_, at) => dz[at % d]);
  const weights = hostTensor(
    [k, d],
    step.map((value) => -rate * value),
  );
  const moved = [...layer.forward(input, { weights, bias }).data];
  return { ...whole, step, lossAfter: crossEntropyOf(moved, label).loss };
}
