import { describe, expect, it } from 'vitest';
import { checkGraph, type Graph, type GraphNode, nodesBehindLoss } from './graph.ts';
import { stepsOf } from './step.ts';

const relu = (id: string, input: string): GraphNode => ({
  id,
  kind: 'relu',
  attrs: {},
  inputs: [input],
  outputs: [id],
  params: {},
});
const graph = (nodes: readonly GraphNode[], loss?: string): Graph => ({
  inputs: [{ id: 'x', shape: [2], dtype: 'real' }],
  params: [],
  nodes,
  loss,
});

describe('checkGraph', () => {
  it('accepts a value that is read twice', () => {
    expect(() => checkGraph(graph([relu('a', 'x'), relu('b', 'x')], 'b'))).not.toThrow();
  });
  it('names the node that reads what nobody made before it', () => {
    expect(() => checkGraph(graph([relu('a', 'b'), relu('b', 'x')]))).toThrow(
      'node "a" (relu): reads the value "b", which no input and no node before it makes',
    );
  });
  it('refuses a value that is made twice', () => {
    const twice = { ...relu('b', 'x'), outputs: ['a'] };
    expect(() => checkGraph(graph([relu('a', 'x'), twice]))).toThrow(
      'node "b" (relu): the value "a" is made twice',
    );
  });
  it('refuses an unknown parameter', () => {
    const node = { ...relu('a', 'x'), params: { kernel: 'w' } };
    expect(() => checkGraph(graph([node]))).toThrow('names the unknown parameter "w"');
  });
  it('refuses a loss that nobody makes', () => {
    expect(() => checkGraph(graph([relu('a', 'x')], 'loss'))).toThrow('the loss is "loss"');
  });
});

describe('stepsOf', () => {
  const branched = graph([relu('a', 'x'), relu('aside', 'a'), relu('loss', 'a')], 'loss');

  it('goes forward over all nodes, through the loss, and back over those behind it', () => {
    const said = stepsOf(branched, { update: true }).map((step) =>
      step.kind === 'update' ? 'update' : `${step.kind} ${step.node.id}`,
    );
    expect(said).toEqual([
      'forward a',
      'forward aside',
      'loss loss',
      'backward loss',
      'backward a',
      'update',
    ]);
  });
  it('leaves out of the way back what the loss does not depend on', () => {
    expect(nodesBehindLoss(branched).map((node) => node.id)).toEqual(['a', 'loss']);
  });
});
