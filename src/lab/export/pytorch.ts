import type { CodeKind, CodeLayer, CodePlan } from './code-plan.ts';
import { headline, identifier, quoted, readNumbers, showDigit } from './python.ts';

/** One kind of layer in PyTorch: its line in \`__init__\`, in \`forward\`, and its weights' lines. */
interface TorchLayer {
  module?(layer: CodeLayer): string;
  forward(layer: CodeLayer): string;
  weights?(layer: CodeLayer): readonly string[];
}

/** The last axis of our images is the channel; PyTorch has it first. */
const channelLast = (x: string): string => `${x}.permute(0, 2, 3, 1)`;

const own = ({ id }: CodeLayer): string => `self.${identifier(id)}`;
const input = (layer: CodeLayer): string => identifier(layer.input);

const kinds: Readonly<Record<CodeKind, TorchLayer>> = {
  conv2d: {
    module: ({ inputShape, shape }) =>
      `nn.Conv2d(${inputShape[2]}, ${shape[2]}, kernel_size=(${inputShape[0] - shape[0] + 1}, ${inputShape[1] - shape[1] + 1}))`,
    forward: (layer) => `${own(layer)}(${input(layer)})`,
    weights: ({ id, params: { kernel = '', bias = '' } }) => [
      `self.${identifier(id)}.weight.copy_(parameter(${quoted(kernel)}).permute(3, 2, 0, 1))`,
      `self.${identifier(id)}.bias.copy_(parameter(${quoted(bias)}))`,
    ],
  },
  maxPool2d: {
    forward: (layer) => `F.max_pool2d(${input(layer)}, (${layer.window.join(', ')}))`,
  },
  flatten: {
    forward: (layer) =>
      layer.inputShape.length === 3
        ? `${channelLast(input(layer))}.flatten(1)  # row, column, channel: the order of the weights`
        : `${input(layer)}.flatten(1)`,
  },
  dense: {
    module: ({ inputShape, shape }) => `nn.Linear(${inputShape[0]}, ${shape[0]})`,
    forward: (layer) => `${own(layer)}(${input(layer)})`,
    weights: ({ id, params: { weights = '', bias = '' } }) => [
      `self.${identifier(id)}.weight.copy_(parameter(${quoted(weights)}))`,
      `self.${identifier(id)}.bias.copy_(parameter(${quoted(bias)}))`,
    ],
  },
  relu: { forward: (layer) => `F.relu(${input(layer)})` },
  softmax: { forward: (layer) => `F.softmax(${input(layer)}, dim=1)` },
  sigmoid: { forward: (layer) => `torch.sigmoid(${input(layer)})` },
  crossEntropy: { forward: () => `F.cross_entropy(scores, torch.tensor([target]))` },
  binaryCrossEntropy: {
    forward: () => `F.binary_cross_entropy_with_logits(scores, torch.tensor([[float(target)]]))`,
  },
};

/** The network as a PyTorch module with its weights: all but the numbers at the end. */
export function pytorchCode(plan: CodePlan, behindLoss: readonly CodeLayer[]): string {
  const { loss, scores, pixelsId, classes } = plan;
  const modules = behindLoss.flatMap((layer) => {
    const module = kinds[layer.kind].module?.(layer);
    return module === undefined ? [] : [`        ${own(layer)} = ${module}`];
  });
  const loading = behindLoss.flatMap((layer) =>
    (kinds[layer.kind].weights?.(layer) ?? []).map((line) => `            ${line}`),
  );
  const lines = behindLoss.map(
    (layer) => `        ${identifier(layer.id)} = ${kinds[layer.kind].forward(layer)}`,
  );
  return `${headline(plan, 'PyTorch', 'PyTorch and NumPy')}

import base64

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
${modules.join('\n')}
        # Kernels here are [height, width, in, out], in PyTorch [out, in, height, width].
        with torch.no_grad():
${loading.join('\n')}

    def forward(self, ${identifier(pixelsId)}):
${lines.join('\n')}
        return ${identifier(scores)}


def loss(scores, target):
    return ${kinds[loss.kind].forward(loss)}


${readNumbers}


def parameter(name):
    return torch.from_numpy(tensor(name).copy())


def drawing():
    """The digit as PyTorch wants it: [1, 1, 28, 28]."""
    return parameter(${quoted(pixelsId)}).permute(2, 0, 1).unsqueeze(0)


${showDigit}


def main():
    net = Net()
    x = drawing().requires_grad_()
    target = ${plan.target}  # the loss is asked about the digit ${plan.label}
    scores = net(x)
    value = loss(scores, target)
    value.backward()
    show(tensor(${quoted(pixelsId)}))
${printing()}
    print(f"\\nloss for the label ${plan.label}: {value.item():.6f}")
    print(f"largest slope of a pixel: {x.grad.abs().max().item():.6f}")
`;

  function printing(): string {
    if (loss.kind === 'binaryCrossEntropy') {
      return `    share = torch.sigmoid(scores)
    print(f"score {scores.item():+.6f}: ${classes[1]} with probability {share.item():.4%}, else ${classes[0]}")`;
    }
    return `    shares = F.softmax(scores, dim=1)
    for digit, score, share in zip([${classes.join(', ')}], scores[0].tolist(), shares[0].tolist()):
        print(f"{digit}  score {score:+11.6f}  probability {share:9.4%}")`;
  }
}
