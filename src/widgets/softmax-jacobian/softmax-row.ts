import { crossEntropy } from '../../core/layers/cross-entropy.ts';
import { nllProbability } from '../../core/layers/nll-probability.ts';
import { softmax } from '../../core/layers/softmax.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { type HostTensor, hostTensor } from '../../trace/tensor.ts';

const layer = new LoneLayer(softmax);
const fromProbabilities = new LoneLayer(nllProbability);
const fromLogits = new LoneLayer(crossEntropy);

const one: HostTensor = hostTensor([], [1]);
const labelTensor = (label: number): HostTensor => ({
  shape: [1],
  dtype: 'int32',
  data: Int32Array.of(label),
});

/** softmax of one row of logits [K]. */
export function probabilitiesOf(logits: readonly number[]): readonly number[] {
  return [...layer.forward([hostTensor([1, logits.length], logits)]).data];
}

/** s ⊙ (v − ⟨s, v⟩): the vector–Jacobian product of the core's softmax, [K]. */
export function vjpOf(logits: readonly number[], upstream: readonly number[]): readonly number[] {
  return rowsOf(logits, [upstream])[0];
}

/**
 * ∂sᵢ/∂zⱼ at [i][j], K rows of K. Nobody stores it in practice; here row i is the product with the
 * upstream gradient that asks for sᵢ alone: a one at i.
 */
export function jacobianOf(logits: readonly number[]): readonly (readonly number[])[] {
  return rowsOf(
    logits,
    logits.map((_, i) => logits.map((_, j) => (i === j ? 1 : 0))),
  );
}

/** What each entry of the upstream gradient sends to every logit by itself: [entry][logit]. */
export function streamsOf(
  logits: readonly number[],
  upstream: readonly number[],
): readonly (readonly number[])[] {
  return rowsOf(
    logits,
    upstream.map((value, j) => upstream.map((_, i) => (i === j ? value : 0))),
  );
}

/** ∂L/∂s of −log s_label: −1/s at the label, 0 elsewhere. */
export function upstreamOfLabel(logits: readonly number[], label: number): readonly number[] {
  const s = hostTensor([1, logits.length], probabilitiesOf(logits));
  const [gradient] = fromProbabilities.pullBack([s, labelTensor(label)], one).inputs;
  // No other probability is in the loss: a plain 0, where 0 · −∞ would give NaN once s_label is 0.
  return logits.map((_, i) => (i === label && gradient ? gradient.data[i] : 0));
}

/** The loss and ∂L/∂z = s − one-hot, by the core's cross-entropy from logits. */
export function crossEntropyOf(logits: readonly number[], label: number) {
  const z = hostTensor([1, logits.length], logits);
  const [gradient] = fromLogits.pullBack([z, labelTensor(label)], one).inputs;
  return {
    loss: fromLogits.forward([z, labelTensor(label)]).data[0],
    gradient: gradient ? [...gradient.data] : [],
  };
}

/** One run for a batch: the same logits in every row, an upstream gradient of its own for each. */
function rowsOf(
  logits: readonly number[],
  upstreams: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const shape = [upstreams.length, logits.length];
  const z = hostTensor(
    shape,
    upstreams.flatMap(() => logits),
  );
  const [gradient] = layer.pullBack([z], hostTensor(shape, upstreams.flat())).inputs;
  const flat = gradient ? [...gradient.data] : [];
  return upstreams.map((_, row) => flat.slice(row * logits.length, (row + 1) * logits.length));
}
