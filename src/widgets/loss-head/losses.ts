import type { Layer } from '../../core/layer.ts';
import { binaryCrossEntropy } from '../../core/layers/binary-cross-entropy.ts';
import { crossEntropy } from '../../core/layers/cross-entropy.ts';
import { focalLoss } from '../../core/layers/focal-loss.ts';
import { nllProbability } from '../../core/layers/nll-probability.ts';
import { sigmoid } from '../../core/layers/sigmoid.ts';
import { softmax } from '../../core/layers/softmax.ts';
import { squaredError } from '../../core/layers/squared-error.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import type { Attributes as LayerAttributes } from '../../trace/graph.ts';
import { type HostTensor, hostTensor } from '../../trace/tensor.ts';
import type { Attributes } from './attributes.ts';
import { type Batch, labelTensor, logitTensor, oneHot, severalHot } from './batch.ts';

export type LossName = Attributes['left'];

/** What a loss makes of a batch. */
export interface LossRun {
  /** [N, K]: what the head predicts, as the loss sees it. */
  readonly predictions: readonly number[];
  /** [N, K]: what it is compared with. */
  readonly targets: readonly number[];
  readonly loss: number;
  /** ∂L/∂z [N, K]; of `slope` and `slope-of-slope`: what is taken for it. */
  readonly gradient: readonly number[];
}

export const smoothing = 0.1;
export const gamma = 2;
export const epsilon = 1e-10;
/** Probabilities are clipped to this and one minus this. */
export const clip = 1e-7;

const softmaxLayer = new LoneLayer(softmax);
const sigmoidLayer = new LoneLayer(sigmoid);
const one = hostTensor([], [1]);
const like = (batch: Batch, data: ArrayLike<number>): HostTensor =>
  hostTensor([batch.labels.length, batch.classes], [...Array.from(data)]);
const numbers = (tensor: HostTensor | undefined): readonly number[] => [...(tensor?.data ?? [])];

export const probabilitiesOf = (batch: Batch): readonly number[] =>
  numbers(softmaxLayer.forward([logitTensor(batch)]));

/** A loss that takes the logits and the labels; its gradient, `share` of the whole. */
function fromLogits(
  layer: Layer,
  attrs: LayerAttributes,
  share: (batch: Batch) => number = () => 1,
) {
  const lone = new LoneLayer(layer, attrs);
  return (batch: Batch): Omit<LossRun, 'targets'> => {
    const inputs = [logitTensor(batch), labelTensor(batch)];
    const upstream = hostTensor([], [share(batch)]);
    return {
      predictions: probabilitiesOf(batch),
      loss: lone.forward(inputs).data[0] * share(batch),
      gradient: numbers(lone.pullBack(inputs, upstream).inputs[0]),
    };
  };
}

/** A loss that takes softmax's output, and its gradient pulled back through the softmax. */
function fromProbabilities(
  layer: LoneLayer,
  before: (p: number) => number = (p) => p,
): (batch: Batch) => Omit<LossRun, 'targets'> {
  return (batch) => {
    const logits = logitTensor(batch);
    const s = numbers(softmaxLayer.forward([logits]));
    const given = s.map(before);
    const inputs = [like(batch, given), labelTensor(batch)];
    const arriving = numbers(layer.pullBack(inputs, one).inputs[0]);
    // Where clipping has moved a probability, the loss does not notice it: its slope there is 0.
    const passed = arriving.map((g, i) => (given[i] === s[i] ? g : 0));
    return {
      predictions: given,
      loss: layer.forward(inputs).data[0],
      gradient: numbers(softmaxLayer.pullBack([logits], like(batch, passed)).inputs[0]),
    };
  };
}

/** A loss that compares element by element: summed over the classes, averaged over the samples. */
function elementwise(layer: Layer, head: LoneLayer | undefined, factor: number) {
  const lone = new LoneLayer(layer, { reduction: 'sum' });
  return (batch: Batch, targets: readonly number[]): Omit<LossRun, 'targets'> => {
    const logits = logitTensor(batch);
    const inputs = [logits, like(batch, targets)];
    const share = factor / batch.labels.length;
    return {
      predictions: head ? numbers(head.forward([logits])) : batch.logits,
      loss: lone.forward(inputs).data[0] * share,
      gradient: numbers(lone.pullBack(inputs, hostTensor([], [share])).inputs[0]),
    };
  };
}

const weighted = (batch: Batch) =>
  fromLogits(crossEntropy, { classWeights: [...batch.weights] })(batch);
const plain = fromLogits(crossEntropy, {});
const smooth = fromLogits(crossEntropy, { labelSmoothing: smoothing });
const focal = fromLogits(focalLoss, { gamma });
const meanOverClasses = fromLogits(crossEntropy, {}, ({ classes }) => 1 / classes);
const guarded = fromProbabilities(new LoneLayer(nllProbability, { epsilon }));
const clipped = fromProbabilities(new LoneLayer(nllProbability), (p) =>
  Math.min(1 - clip, Math.max(clip, p)),
);
const binary = elementwise(binaryCrossEntropy, sigmoidLayer, 1);
const linear = elementwise(squaredError, undefined, 0.5);

function twice(batch: Batch): Omit<LossRun, 'targets'> {
  const first = probabilitiesOf(batch);
  const { predictions, loss, gradient } = plain({ ...batch, logits: first });
  const logits = [logitTensor(batch)];
  return {
    predictions,
    loss,
    gradient: numbers(softmaxLayer.pullBack(logits, like(batch, gradient)).inputs[0]),
  };
}

/** The right loss with a gradient that is multiplied by σ′ of something on top. */
function withSlope(batch: Batch, of: 'logit' | 'activation'): Omit<LossRun, 'targets'> {
  const run = binary(batch, severalHot(batch));
  const at = of === 'logit' ? batch.logits : run.predictions;
  const [gradient] = sigmoidLayer.pullBack([like(batch, at)], like(batch, run.gradient)).inputs;
  return { ...run, gradient: numbers(gradient) };
}

const smoothed = (batch: Batch): readonly number[] =>
  oneHot(batch).map((t) => (1 - smoothing) * t + smoothing / batch.classes);

const runs: Readonly<Record<LossName, (batch: Batch) => LossRun>> = {
  once: (batch) => ({ ...plain(batch), targets: oneHot(batch) }),
  twice: (batch) => ({ ...twice(batch), targets: oneHot(batch) }),
  smooth: (batch) => ({ ...smooth(batch), targets: smoothed(batch) }),
  focal: (batch) => ({ ...focal(batch), targets: oneHot(batch) }),
  weighted: (batch) => ({ ...weighted(batch), targets: oneHot(batch) }),
  classes: (batch) => ({ ...meanOverClasses(batch), targets: oneHot(batch) }),
  epsilon: (batch) => ({ ...guarded(batch), targets: oneHot(batch) }),
  clipped: (batch) => ({ ...clipped(batch), targets: oneHot(batch) }),
  binary: (batch) => ({ ...binary(batch, severalHot(batch)), targets: severalHot(batch) }),
  slope: (batch) => ({ ...withSlope(batch, 'logit'), targets: severalHot(batch) }),
  'slope-of-slope': (batch) => ({ ...withSlope(batch, 'activation'), targets: severalHot(batch) }),
  linear: (batch) => ({ ...linear(batch, oneHot(batch)), targets: oneHot(batch) }),
};

/** The loss and its gradient, from the core's layers in float64. */
export const runLoss = (name: LossName, batch: Batch): LossRun => runs[name](batch);

/** (L(z + ε) − L(z − ε)) / 2ε for every logit, ε = 10⁻⁵: what the gradient should be. */
export function measuredSlopes(name: LossName, batch: Batch, nudge = 1e-5): readonly number[] {
  const moved = (index: number, by: number) =>
    runLoss(name, {
      ...batch,
      logits: batch.logits.map((z, i) => (i === index ? z + by : z)),
    }).loss;
  return batch.logits.map((_, i) => (moved(i, nudge) - moved(i, -nudge)) / (2 * nudge));
}
