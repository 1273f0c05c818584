import type { CodeKind, CodeLayer, CodePlan } from './code-plan.ts';
import { headline, identifier, quoted, readNumbers, showDigit } from './python.ts';

/** One kind of layer in Keras: what makes it, and how its weights are laid out there. */
interface KerasLayer {
  layer(layer: CodeLayer): string;
  weights?(layer: CodeLayer): string;
}

const name = ({ id }: CodeLayer): string => `name=${quoted(identifier(id))}`;
const last = 'data_format="channels_last"';

const noLayer = ({ id }: CodeLayer): string => {
  throw new RangeError(`"${id}" is no layer of a Keras model`);
};

const kinds: Readonly<Record<CodeKind, KerasLayer>> = {
  conv2d: {
    layer: (layer) =>
      `layers.Conv2D(${layer.shape[2]}, (${layer.inputShape[0] - layer.shape[0] + 1}, ${layer.inputShape[1] - layer.shape[1] + 1}), padding="valid", ${last}, ${name(layer)})`,
    weights: ({ params: { kernel = '', bias = '' } }) =>
      `[tensor(${quoted(kernel)}), tensor(${quoted(bias)})]`,
  },
  maxPool2d: {
    layer: (layer) =>
      `layers.MaxPooling2D((${layer.window.join(', ')}), padding="valid", ${last}, ${name(layer)})`,
  },
  flatten: { layer: (layer) => `layers.Flatten(${last}, ${name(layer)})` },
  dense: {
    layer: (layer) => `layers.Dense(${layer.shape[0]}, ${name(layer)})`,
    weights: ({ params: { weights = '', bias = '' } }) =>
      `[tensor(${quoted(weights)}).T, tensor(${quoted(bias)})]`,
  },
  relu: { layer: (layer) => `layers.ReLU(${name(layer)})` },
  softmax: { layer: (layer) => `layers.Softmax(${name(layer)})` },
  sigmoid: { layer: (layer) => `layers.Activation("sigmoid", ${name(layer)})` },
  crossEntropy: { layer: noLayer },
  binaryCrossEntropy: { layer: noLayer },
};

/** The network as a Keras model with its weights: all but the numbers at the end. */
export function kerasCode(plan: CodePlan, behindLoss: readonly CodeLayer[]): string {
  const { loss, scores, pixels, pixelsId, classes } = plan;
  const lines = behindLoss.map(
    (layer) =>
      `    ${identifier(layer.id)} = ${kinds[layer.kind].layer(layer)}(${identifier(layer.input)})`,
  );
  const loading = behindLoss.flatMap((layer) => {
    const weights = kinds[layer.kind].weights?.(layer);
    const own = quoted(identifier(layer.id));
    return weights === undefined ? [] : [`    model.get_layer(${own}).set_weights(${weights})`];
  });
  const x = identifier(pixelsId);
  return `${headline(plan, 'Keras', 'Keras 3 (or TensorFlow, which brings it along) and NumPy')}

import base64

import keras
import numpy as np
from keras import layers


def build():
    """Images are [height, width, channel] as in the Lab, so rows come out in the same order."""
    ${x} = keras.Input((${pixels.shape.join(', ')}), name=${quoted(x)})
${lines.join('\n')}
    model = keras.Model(${x}, ${identifier(scores)})
    # Kernels are [height, width, in, out] here and there; dense weights [out, in] are turned.
${loading.join('\n')}
    return model


${readNumbers}


${showDigit}


def main():
    digit = tensor(${quoted(pixelsId)})
    model = build()
    scores = model.predict(digit[None], verbose=0)[0].astype(np.float64)
    show(digit)
${printing()}
`;

  function printing(): string {
    if (loss.kind === 'binaryCrossEntropy') {
      return `    share = 1 / (1 + np.exp(-scores[0]))
    print(f"score {scores[0]:+.6f}: ${classes[1]} with probability {share:.4%}, else ${classes[0]}")
    print(f"\\nloss for the label ${plan.label}: {np.logaddexp(0, scores[0]) - scores[0] * ${plan.target}:.6f}")`;
    }
    return `    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    for digit, score, share in zip([${classes.join(', ')}], scores, shares):
        print(f"{digit}  score {score:+11.6f}  probability {share:9.4%}")
    print(f"\\nloss for the label ${plan.label}: {np.logaddexp.reduce(scores) - scores[${plan.target}]:.6f}")`;
  }
}
