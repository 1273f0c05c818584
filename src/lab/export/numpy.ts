import type { CodeKind, CodeLayer, CodePlan } from './code-plan.ts';
import { type NumpyFunction, numpyFunctions } from './numpy-functions.ts';
import { headline, quoted, readNumbers, showDigit, tuple } from './python.ts';

/** One kind of layer in NumPy: what it calls, its line on the way there and on the way back. */
interface NumpyLayer {
  readonly needs: readonly NumpyFunction[];
  forward(layer: CodeLayer): string;
  backward(layer: CodeLayer): string;
}

const value = (id: string): string => `v[${quoted(id)}]`;
const gradient = (id: string): string => `g[${quoted(id)}]`;
const param = (id: string | undefined): string => `p[${quoted(id ?? '')}]`;
const slope = (id: string | undefined): string => `d[${quoted(id ?? '')}]`;

const noWayBack = ({ id }: CodeLayer): string => {
  throw new RangeError(`"${id}" stands beside the way to the loss`);
};

const kinds: Readonly<Record<CodeKind, NumpyLayer>> = {
  conv2d: {
    needs: ['conv2d', 'conv2d_backward'],
    forward: ({ input, params: { kernel, bias } }) =>
      `conv2d(${value(input)}, ${param(kernel)}, ${param(bias)})`,
    backward: ({ id, input, params: { kernel, bias } }) =>
      `${gradient(input)}, ${slope(kernel)}, ${slope(bias)} = conv2d_backward(${value(input)}, ${param(kernel)}, ${gradient(id)})`,
  },
  maxPool2d: {
    needs: ['windows', 'max_pool', 'max_pool_backward'],
    forward: ({ input, window }) => `max_pool(${value(input)}, ${window.join(', ')})`,
    backward: ({ id, input, window }) =>
      `${gradient(input)} = max_pool_backward(${value(input)}, ${window.join(', ')}, ${gradient(id)})`,
  },
  flatten: {
    needs: [],
    forward: ({ input }) => `${value(input)}.reshape(-1)`,
    backward: ({ id, input }) =>
      `${gradient(input)} = ${gradient(id)}.reshape(${value(input)}.shape)`,
  },
  dense: {
    needs: ['dense', 'dense_backward'],
    forward: ({ input, params: { weights, bias } }) =>
      `dense(${value(input)}, ${param(weights)}, ${param(bias)})`,
    backward: ({ id, input, params: { weights, bias } }) =>
      `${gradient(input)}, ${slope(weights)}, ${slope(bias)} = dense_backward(${value(input)}, ${param(weights)}, ${gradient(id)})`,
  },
  relu: {
    needs: ['relu', 'relu_backward'],
    forward: ({ input }) => `relu(${value(input)})`,
    backward: ({ id, input }) =>
      `${gradient(input)} = relu_backward(${value(input)}, ${gradient(id)})`,
  },
  softmax: {
    needs: ['softmax'],
    forward: ({ input }) => `softmax(${value(input)})`,
    backward: noWayBack,
  },
  sigmoid: {
    needs: ['sigmoid'],
    forward: ({ input }) => `sigmoid(${value(input)})`,
    backward: noWayBack,
  },
  crossEntropy: {
    needs: ['softmax', 'cross_entropy', 'cross_entropy_backward'],
    forward: ({ input }) => `cross_entropy(${value(input)}, target)`,
    backward: ({ input }) => `${gradient(input)} = cross_entropy_backward(${value(input)}, target)`,
  },
  binaryCrossEntropy: {
    needs: ['sigmoid', 'binary_cross_entropy', 'binary_cross_entropy_backward'],
    forward: ({ input }) => `binary_cross_entropy(${value(input)}, target)`,
    backward: ({ input }) =>
      `${gradient(input)} = binary_cross_entropy_backward(${value(input)}, target)`,
  },
};

/** The network in NumPy, forward and backward written out: all but the numbers at the end. */
export function numpyCode(plan: CodePlan, behindLoss: readonly CodeLayer[]): string {
  const { layers, loss, scores, pixelsId } = plan;
  const needed = new Set([...layers, loss].flatMap(({ kind }) => kinds[kind].needs));
  const ties = layers.find(({ kind }) => kind === 'maxPool2d')?.ties ?? 'first';
  const functions = Object.entries(numpyFunctions(ties)).flatMap(([name, text]) =>
    [...needed].some((need) => need === name) ? [text] : [],
  );
  const there = layers.map(
    (layer) =>
      `    ${value(layer.id)} = ${kinds[layer.kind].forward(layer)}  # ${shapeNote(layer.shape)}`,
  );
  const back = [loss, ...[...behindLoss].reverse()].map(
    (layer) => `    ${kinds[layer.kind].backward(layer)}`,
  );
  return `${headline(plan, 'NumPy', 'NumPy alone')}

import base64

import numpy as np


${functions.join('\n\n\n')}


def forward(p, x):
    """From the pixels to the scores. Every value is kept: the way back needs them all."""
    v = {${quoted(pixelsId)}: x}
${there.join('\n')}
    return v


def loss(v, target):
    return ${kinds[loss.kind].forward(loss)}


def backward(p, v, target):
    """From the loss to the pixels: the same layers, last first.

    g holds dL/d(value) by the value's name, d holds dL/d(parameter) by the parameter's.
    """
    g, d = {}, {}
${back.join('\n')}
    return g, d


${readNumbers}


${showDigit}


def main():
    p = {name: tensor(name).astype(np.float64) for name in NUMBERS}
    x = p.pop(${quoted(pixelsId)})
    target = ${plan.target}  # the loss is asked about the digit ${plan.label}
    v = forward(p, x)
    g, d = backward(p, v, target)
    scores, pixels = ${value(scores)}, ${gradient(pixelsId)}
    show(x)
${printing(plan)}
    print(f"\\nloss for the label ${plan.label}: {loss(v, target):.6f}")
    print(f"largest slope of a pixel: {np.abs(pixels).max():.6f}")

    # Is it true? The weight with the largest slope, moved a little up and a little down.
    name, step = ${quoted(plan.params[0]?.[0] ?? '')}, 1e-6
    at = np.unravel_index(np.abs(d[name]).argmax(), d[name].shape)
    kept = p[name][at]
    p[name][at] = kept + step
    up = loss(forward(p, x), target)
    p[name][at] = kept - step
    down = loss(forward(p, x), target)
    p[name][at] = kept
    print(f"slope of {name}[{', '.join(map(str, at))}]")
    print(f"  by the way back   {d[name][at]:+.8f}")
    print(f"  by trying it out  {(up - down) / (2 * step):+.8f}")
`;

  function shapeNote(shape: readonly number[]): string {
    return shape.length === 1 ? `${shape[0]}` : tuple(shape);
  }

  function printing({ classes }: CodePlan): string {
    if (loss.kind === 'binaryCrossEntropy') {
      return `    print(f"score {scores[0]:+.6f}: ${classes[1]} with probability {sigmoid(scores)[0]:.4%}, else ${classes[0]}")`;
    }
    return `    for digit, score, share in zip([${classes.join(', ')}], scores, softmax(scores)):
        print(f"{digit}  score {score:+11.6f}  probability {share:9.4%}")`;
  }
}
