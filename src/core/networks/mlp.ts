import { checkGraph, type Graph } from '../../trace/graph.ts';
import { denseNode, node } from './build.ts';

/**
 * The shipped multilayer perceptron, 784-128-64-10 with ReLU: 109,184 weights and 202 biases. The
 * image comes as [28, 28, 1] and is flattened; the loss comes from the logits.
 */
export const mlp: Graph = checkGraph({
  inputs: [
    { id: 'x', shape: [28, 28, 1], dtype: 'real' },
    { id: 'label', shape: [], dtype: 'index', below: 10 },
  ],
  params: [
    { id: 'dense1.W', shape: [128, 784] },
    { id: 'dense1.b', shape: [128] },
    { id: 'dense2.W', shape: [64, 128] },
    { id: 'dense2.b', shape: [64] },
    { id: 'dense3.W', shape: [10, 64] },
    { id: 'dense3.b', shape: [10] },
  ],
  nodes: [
    node('flat', 'flatten', ['x']),
    denseNode('dense1', 'dense1', 'flat'),
    node('relu1', 'relu', ['dense1']),
    denseNode('dense2', 'dense2', 'relu1'),
    node('relu2', 'relu', ['dense2']),
    denseNode('logits', 'dense3', 'relu2'),
    node('probs', 'softmax', ['logits']),
    node('loss', 'crossEntropy', ['logits', 'label']),
  ],
  loss: 'loss',
});
