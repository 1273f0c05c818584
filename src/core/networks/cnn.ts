import { checkGraph, type Graph } from '../../trace/graph.ts';
import { convNode, denseNode, node } from './build.ts';

/**
 * The shipped convolutional network: conv 5 × 5 × 8 valid, relu, max-pool 2, conv 3 × 3 × 16 valid,
 * relu, max-pool 2, flatten, dense 64, relu, dense 10: 27,690 parameters. The loss comes from the
 * logits; `probs` stands beside it, for the eye.
 */
export const cnn: Graph = checkGraph({
  inputs: [
    { id: 'x', shape: [28, 28, 1], dtype: 'real' },
    { id: 'label', shape: [], dtype: 'index', below: 10 },
  ],
  params: [
    { id: 'conv1.w', shape: [5, 5, 1, 8] },
    { id: 'conv1.b', shape: [8] },
    { id: 'conv2.w', shape: [3, 3, 8, 16] },
    { id: 'conv2.b', shape: [16] },
    { id: 'dense1.W', shape: [64, 400] },
    { id: 'dense1.b', shape: [64] },
    { id: 'dense2.W', shape: [10, 64] },
    { id: 'dense2.b', shape: [10] },
  ],
  nodes: [
    convNode('conv1', 'x'),
    node('relu1', 'relu', ['conv1']),
    node('pool1', 'maxPool2d', ['relu1']),
    convNode('conv2', 'pool1'),
    node('relu2', 'relu', ['conv2']),
    node('pool2', 'maxPool2d', ['relu2']),
    node('flat', 'flatten', ['pool2']),
    denseNode('dense1', 'dense1', 'flat'),
    node('relu3', 'relu', ['dense1']),
    denseNode('logits', 'dense2', 'relu3'),
    node('probs', 'softmax', ['logits']),
    node('loss', 'crossEntropy', ['logits', 'label']),
  ],
  loss: 'loss',
});
