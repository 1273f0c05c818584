import { describe, expect, it } from 'vitest';
import { activationOf, gradientOf, savedOf } from '../../trace/trace.ts';
import { costsOf } from './cost.ts';
import { sweepForward } from './dual.ts';
import { scalarGraphOf } from './scalar-graph.ts';
import { recordScalars, scalarSteps } from './scalar-trace.ts';

describe('a scalar graph', () => {
  const shared = scalarGraphOf('a = 2\nb = -3\nc = a*b\nd = c + c^2\n');

  it('shares what has a name, and calls the rest by numbers', () => {
    expect(shared.graph).toEqual({
      inputs: [
        { id: 'a', shape: [], dtype: 'real' },
        { id: 'b', shape: [], dtype: 'real' },
      ],
      params: [],
      nodes: [
        { id: 'c', kind: 'multiply', attrs: {}, inputs: ['a', 'b'], outputs: ['c'], params: {} },
        {
          id: '%2',
          kind: 'constant',
          attrs: { value: 2 },
          inputs: [],
          outputs: ['%2'],
          params: {},
        },
        { id: '%3', kind: 'power', attrs: {}, inputs: ['c', '%2'], outputs: ['%3'], params: {} },
        { id: 'd', kind: 'add', attrs: {}, inputs: ['c', '%3'], outputs: ['d'], params: {} },
      ],
      loss: 'd',
    });
    expect(shared.sources.get('%3')).toEqual({ span: { start: 29, end: 32 }, text: 'c^2' });
  });

  it('fills values forward, and gradients back: what is read twice adds up', () => {
    const trace = recordScalars(shared);
    expect(activationOf(trace, 'd')).toMatchObject({ shape: [1], data: Float64Array.of(30) });
    const { contributions, sum } = gradientOf(trace, 'c');
    expect(contributions.map(({ node, use, gradient }) => [node, use, gradient.data[0]])).toEqual([
      ['d', 0, 1],
      ['%3', 0, -12],
    ]);
    expect(sum.data[0]).toBe(-11);
    expect(gradientOf(trace, 'a').sum.data[0]).toBe(33);
    expect(gradientOf(trace, 'b').sum.data[0]).toBe(-22);
    expect(savedOf(trace, 'c', 'slope0').data[0]).toBe(-3);
  });

  it('sends nothing to constants, whose derivative may not even exist', () => {
    const trace = recordScalars(scalarGraphOf('x = -2\nx^(1 + 1)'));
    expect(gradientOf(trace, 'x').sum.data[0]).toBe(-4);
    expect(gradientOf(trace, '%3').contributions).toEqual([]);
    expect(gradientOf(trace, '%3').sum.data[0]).toBe(0);
    expect(Object.keys(trace.saved['%4'])).toEqual(['slope0']);
  });

  it('takes other holdings, and says which input it does not know', () => {
    expect(activationOf(recordScalars(shared, { a: 1 }), 'd').data[0]).toBe(6);
    expect(() => recordScalars(shared, { c: 1 })).toThrow(
      'there is no input "c"; inputs are: a, b',
    );
  });

  it('goes through its steps forward and back, constants left out', () => {
    expect(
      scalarSteps(shared.graph).map((step) =>
        step.kind === 'update' ? 'update' : `${step.kind} ${step.node.id}`,
      ),
    ).toEqual(['forward c', 'forward %3', 'loss d', 'backward d', 'backward %3', 'backward c']);
  });

  it('may be an input alone, a constant alone, or hold what nobody reads', () => {
    expect(gradientOf(recordScalars(scalarGraphOf('a = 2')), 'a').sum.data[0]).toBe(1);
    expect(scalarSteps(scalarGraphOf('a = 2').graph)).toEqual([]);
    expect(activationOf(recordScalars(scalarGraphOf('2*3')), '%3').data[0]).toBe(6);
    const trace = recordScalars(scalarGraphOf('a = 2\nb = exp(a)\na*a'));
    expect(gradientOf(trace, 'b').contributions).toEqual([]);
    expect(gradientOf(trace, 'b').sum.data[0]).toBe(0);
    expect(gradientOf(trace, 'a').sum.data[0]).toBe(4);
  });
});

describe('forward mode', () => {
  it('carries the derivative by one input along with the values', () => {
    const sweep = sweepForward(scalarGraphOf('x = 3\ny = 2\nc = x*y\nc + c'), 'x');
    expect(sweep.tangents).toEqual({ x: 1, y: 0, c: 2, '%2': 4 });
    expect(sweep.parts.c).toEqual([{ slot: 0, slope: 2, part: 2 }]);
    expect(sweep.derivative).toBe(4);
  });
});

describe('the cost of both modes', () => {
  it('is one sweep back, or one sweep forward for each input', () => {
    const inputs = ['a', 'b', 'c', 'd'];
    const text = `${inputs.map((name) => `${name} = 1`).join('\n')}\ns = a*b + c*d\ns*s`;
    expect(costsOf(scalarGraphOf(text).graph)).toEqual({
      localDerivatives: 8,
      reverse: { sweeps: 1, multiplications: 8, additions: 1 },
      forward: { sweeps: 4, multiplications: 16, additions: 4 },
    });
  });
});
