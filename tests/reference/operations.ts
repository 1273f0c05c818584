import type { LayerKind } from '../../src/core/layers.ts';
import { denseNode, node } from '../../src/core/networks/build.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import type { Attributes, GraphNode } from '../../src/trace/graph.ts';
import { type HostTensor, sizeOf } from '../../src/trace/tensor.ts';
import { compositeOperations } from './composite-operations.ts';
import type { Experiment, Place } from './experiment.ts';
import type { ReferenceCase } from './file.ts';
import { number, pair, text } from './settings.ts';
import {
  experiment,
  flatRows,
  gradient,
  images,
  type Row,
  rows,
  tensor,
  value,
  withAxisMoved,
  zeros,
} from './setup.ts';

type Reads = (reference: ReferenceCase) => Attributes;

const plain: Reads = () => ({});

/**
 * How each operation of the reference files is put together of the core's layers. What is not in
 * here the core cannot do yet: it is counted and named as missing.
 */
export const operations: Readonly<Record<string, Row | undefined>> = {
  softmax: alongRows('softmax'),
  log_softmax: alongRows('logSoftmax'),
  softmax_jacobian: jacobian('softmax'),
  log_softmax_jacobian: jacobian('logSoftmax'),
  cross_entropy_logits: classLoss('crossEntropy', 'logits', ({ attrs }) => ({
    reduction: text(attrs, 'reduction'),
    labelSmoothing: number(attrs, 'label_smoothing', 0),
  })),
  nll_prob: classLoss('nllProbability', 'p', ({ attrs }) => ({
    reduction: text(attrs, 'reduction'),
    epsilon: number(attrs, 'epsilon', 0),
  })),
  nll_logprob: classLoss('nllLogProbability', 'logp', ({ attrs }) => ({
    reduction: text(attrs, 'reduction'),
  })),
  softmax_nll_prob: softmaxThenNll,
  dense: denseCase,
  conv2d: convCase,
  max_pool2d: (reference) => poolCase('maxPool2d', reference),
  avg_pool2d: (reference) => poolCase('avgPool2d', reference),
  global_avg_pool: globalPool('globalAvgPool'),
  global_max_pool: globalPool('globalMaxPool'),
  logsumexp: alongRows('logSumExp'),
  softmax_temperature: alongRows('softmax', ({ attrs }) => ({
    temperature: number(attrs, 'temperature', 1),
  })),
  focal_loss_logits: classLoss('focalLoss', 'logits', ({ attrs }) => ({
    reduction: text(attrs, 'reduction'),
    gamma: number(attrs, 'gamma', 2),
  })),
  bce_with_logits: elementLoss('binaryCrossEntropy', 'logits', 'targets'),
  mse: elementLoss('squaredError', 'y', 't'),
  leaky_relu: elementwise('leakyRelu', ({ attrs }) => ({
    negativeSlope: number(attrs, 'negative_slope', 0.01),
  })),
  elu: elementwise('elu', ({ attrs }) => ({ alpha: number(attrs, 'alpha', 1) })),
  selu: elementwise('selu'),
  gelu: elementwise('gelu'),
  gelu_tanh: elementwise('gelu', () => ({ approximate: 'tanh' })),
  silu: elementwise('silu'),
  mish: elementwise('mish'),
  hard_sigmoid: elementwise('hardSigmoid'),
  hard_swish: elementwise('hardSwish'),
  sigmoid: elementwise('sigmoid'),
  tanh: elementwise('tanh'),
  softplus: softplusCase,
  relu6: elementwise('relu6'),
  log_sigmoid: elementwise('logSigmoid'),
  prelu: preluCase,
  relu: elementwise('relu'),
  flatten: ({ inputs, upstream }) =>
    experiment({ nodes: [node('y', 'flatten', ['x'])], inputs, upstream }),
  residual_add: ({ inputs, upstream }) =>
    experiment({ nodes: [node('y', 'add', ['a', 'b'])], inputs, upstream }),
  residual_block: residualBlock,
  ...compositeOperations,
  network_cnn: convolutionalNetwork,
  network_mlp: multilayerPerceptron,
};

function elementwise(kind: LayerKind, attrs: Reads = plain): Row {
  return (reference) => {
    const { inputs, upstream } = reference;
    const nodes = [node('y', kind, ['x'], { attrs: attrs(reference) })];
    return experiment({ nodes, inputs: { x: rows(inputs.x) }, upstream });
  };
}

/** log(1 + e^βx)/β: the core's own of βx, divided by β; the two β cancel in the slope. */
function softplusCase(reference: ReferenceCase): Experiment {
  const beta = number(reference.attrs, 'beta', 1);
  const times = (x: HostTensor, factor: number): HostTensor =>
    tensor(
      x.shape,
      Float64Array.from(x.data, (cell) => factor * cell),
    );
  const inputs = { x: times(reference.inputs.x, beta) };
  const plainly = elementwise('softplus')({ ...reference, inputs });
  const y: Place = { kind: 'derived', from: value('y'), by: (sum) => times(sum, 1 / beta) };
  return { ...plainly, outputs: { ...plainly.outputs, y } };
}

function preluCase({ inputs: { x, alpha }, upstream }: ReferenceCase): Experiment {
  const nodes = [node('y', 'prelu', ['x'], { params: { alpha: 'alpha' } })];
  return experiment({ nodes, inputs: { x: rows(x) }, params: { alpha }, upstream });
}

/** A loss of two tensors of one shape. */
function elementLoss(kind: LayerKind, given: string, target: string): Row {
  return ({ attrs, inputs, upstream }) =>
    experiment({
      nodes: [
        node('loss', kind, [given, target], { attrs: { reduction: text(attrs, 'reduction') } }),
      ],
      inputs,
      upstream,
    });
}

function globalPool(kind: LayerKind): Row {
  return ({ inputs: { x }, upstream }) =>
    experiment({ nodes: [node('y', kind, ['x'])], inputs: { x: images(x) }, upstream });
}

function alongRows(kind: LayerKind, settings: Reads = plain): Row {
  return (reference) => {
    const { attrs, inputs, upstream } = reference;
    const { x } = inputs;
    const last = x.shape.length - 1;
    const given = number(attrs, 'axis', -1);
    const axis = given < 0 ? given + last + 1 : given;
    const nodes = [node('y', kind, ['x'], { attrs: settings(reference) })];
    if (axis === last) return experiment({ nodes, inputs: { x: rows(x) }, upstream });
    // The core has it along the last axis: the axis goes there, and in the answers back again.
    const there = (y: HostTensor): HostTensor =>
      y.shape.length > last ? withAxisMoved(y, axis, last) : y;
    const back = (from: Place): Place => ({
      kind: 'derived',
      from,
      by: (y) => (y.shape.length > last ? withAxisMoved(y, last, axis) : y),
    });
    return experiment({
      nodes,
      inputs: { x: there(x) },
      upstream: Object.fromEntries(Object.entries(upstream).map(([id, y]) => [id, there(y)])),
      outputs: { y: back(value('y')) },
      grads: { x: back(gradient('x')) },
    });
  };
}

/** jacobian[i] is the gradient of output i: one row of the batch each, its cotangent a one. */
function jacobian(kind: LayerKind): Row {
  return ({ inputs: { x } }) => {
    const k = sizeOf(x.shape);
    const repeated = Float64Array.from({ length: k * k }, (_, i) => x.data[i % k]);
    const identity = Float64Array.from({ length: k * k }, (_, i) => (i % (k + 1) === 0 ? 1 : 0));
    return experiment({
      nodes: [node('y', kind, ['x'])],
      inputs: { x: tensor([k, k], repeated) },
      upstream: { y: tensor([k, k], identity) },
      outputs: { jacobian: gradient('x') },
    });
  };
}

function classLoss(kind: LayerKind, scores: string, attrs: Reads): Row {
  return (reference) => {
    const { inputs, upstream } = reference;
    const given = rows(inputs[scores]);
    return experiment({
      nodes: [node('loss', kind, [scores, 'labels'], { attrs: attrs(reference) })],
      inputs: { [scores]: given, labels: inputs.labels },
      labels: { labels: given.shape[1] },
      upstream,
    });
  };
}

function softmaxThenNll({ attrs, inputs, upstream }: ReferenceCase): Experiment {
  const logits = rows(inputs.logits);
  const settings = {
    reduction: text(attrs, 'reduction'),
    epsilon: number(attrs, 'epsilon', 0),
  };
  return experiment({
    nodes: [
      node('p', 'softmax', ['logits']),
      node('loss', 'nllProbability', ['p', 'labels'], { attrs: settings }),
    ],
    inputs: { logits, labels: inputs.labels },
    labels: { labels: logits.shape[1] },
    upstream,
  });
}

function denseCase({ inputs, upstream }: ReferenceCase): Experiment {
  const { x, W } = inputs;
  return experiment({
    nodes: [node('y', 'dense', ['x'], { params: { weights: 'W', bias: 'b' } })],
    inputs: { x: flatRows(x) },
    params: { W, b: inputs.b ?? zeros([W.shape[0]]) },
    upstream,
  });
}

function convCase({ attrs, inputs, upstream }: ReferenceCase): Experiment {
  const { x, w } = inputs;
  const settings = {
    padding: text(attrs, 'padding'),
    strides: pair(attrs, 'strides', 1),
    dilations: pair(attrs, 'dilations', 1),
  };
  const layer = node('y', 'conv2d', ['x'], {
    attrs: settings,
    params: { kernel: 'w', bias: 'b' },
  });
  return experiment({
    nodes: [layer],
    inputs: { x: images(x) },
    params: { w, b: inputs.b ?? zeros([w.shape[3]]) },
    upstream,
  });
}

function poolCase(
  kind: 'maxPool2d' | 'avgPool2d',
  { attrs, inputs, upstream }: ReferenceCase,
): Experiment {
  const size = pair(attrs, 'size', 2);
  const settings = {
    size,
    strides: attrs.strides === undefined ? size : pair(attrs, 'strides', 1),
    ceil: attrs.ceil_mode === true,
  };
  return experiment({
    nodes: [node('y', kind, ['x'], { attrs: settings })],
    inputs: { x: images(inputs.x) },
    upstream,
    outputs: kind === 'maxPool2d' ? { argmax: { kind: 'saved', node: 'y', name: 'winners' } } : {},
  });
}

/** y = x + relu(x Wᵀ + b): x is used twice. */
function residualBlock({ inputs: { x, W, b }, upstream }: ReferenceCase): Experiment {
  const nodes = [
    node('z', 'dense', ['x'], { params: { weights: 'W', bias: 'b' } }),
    node('r', 'relu', ['z']),
    node('y', 'add', ['x', 'r']),
  ];
  return experiment({ nodes, inputs: { x: flatRows(x) }, params: { W, b }, upstream });
}

/** The shipped layers, with the reference's own end: softmax, then −log p. */
function convolutionalNetwork({ inputs, upstream }: ReferenceCase): Experiment {
  const { x, label, ...params } = inputs;
  const nodes: GraphNode[] = [
    ...cnn.nodes.filter(({ id }) => id !== 'loss'),
    node('loss', 'nllProbability', ['probs', 'label']),
  ];
  return experiment({
    nodes,
    inputs: { x: images(x), label },
    labels: { label: inputs['dense2.W'].shape[0] },
    params,
    upstream,
  });
}

function multilayerPerceptron({ inputs, upstream }: ReferenceCase): Experiment {
  const { x, label, ...params } = inputs;
  const nodes = [
    denseNode('dense1', 'dense1', 'x'),
    node('relu1', 'relu', ['dense1']),
    denseNode('dense2', 'dense2', 'relu1'),
    node('relu2', 'relu', ['dense2']),
    denseNode('logits', 'dense3', 'relu2'),
    node('log_probs', 'logSoftmax', ['logits']),
    node('loss', 'nllLogProbability', ['log_probs', 'label']),
  ];
  return experiment({
    nodes,
    inputs: { x: rows(x), label },
    labels: { label: inputs['dense3.W'].shape[0] },
    params,
    upstream,
  });
}
