import { checkGraph, type Graph } from '../../trace/graph.ts';
import { denseNode, node } from './build.ts';

/**
 * One unit that tells 3 from 7: score = ⟨w, x⟩ + b, a 7 where it is positive, else a 3; 785
 * parameters. Its loss is the binary cross-entropy of the score, with target 1 for a 7 and 0 for a
 * 3: of the core's losses the one that needs no second score to compare with. Unlike the
 * perceptron's own rule (w ± η x inside a margin, else nothing) it has a slope everywhere, and its
 * gradient σ(score) − target is that rule with a soft margin. `probs` stands beside the path.
 */
export const perceptron: Graph = checkGraph({
  inputs: [
    { id: 'x', shape: [28, 28, 1], dtype: 'real' },
    { id: 'target', shape: [1], dtype: 'real' },
  ],
  params: [
    { id: 'unit.W', shape: [1, 784] },
    { id: 'unit.b', shape: [1] },
  ],
  nodes: [
    node('flat', 'flatten', ['x']),
    denseNode('score', 'unit', 'flat'),
    node('probs', 'sigmoid', ['score']),
    node('loss', 'binaryCrossEntropy', ['score', 'target']),
  ],
  loss: 'loss',
});
