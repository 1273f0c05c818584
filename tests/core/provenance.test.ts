import { describe, expect, it } from 'vitest';
import { explain, explainGradient, explainParamGradient } from '../../src/core/explain.ts';
import { HostEngine } from '../../src/core/host/engine.ts';
import { cnn } from '../../src/core/networks/cnn.ts';
import { Random } from '../../src/digits/random.ts';
import { type Cell, type Expression, readCell } from '../../src/trace/expression.ts';
import type { Graph } from '../../src/trace/graph.ts';
import { activationOf, paramOf, type Trace } from '../../src/trace/trace.ts';
import { randomRequest, residual, shared, windows } from '../support/networks.ts';

/** A second evaluator, on a stack instead of by recursion, so that it shares nothing with ours. */
function comesTo(root: Expression, read: (cell: Cell) => number): number {
  const work: (Expression | ((stack: number[]) => void))[] = [root];
  const stack: number[] = [];
  const many = (parts: readonly Expression[], join: (numbers: number[]) => number) => {
    work.push((s) => s.push(join(s.splice(s.length - parts.length))), ...parts);
  };
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (typeof item === 'function') {
      item(stack);
      continue;
    }
    switch (item.op) {
      case 'cell':
        stack.push(read(item.cell));
        break;
      case 'constant':
        stack.push(item.value);
        break;
      case 'sum':
        many(item.terms, (numbers) => numbers.reduce((a, b) => a + b, 0));
        break;
      case 'product':
        many(item.factors, (numbers) => numbers.reduce((a, b) => a * b, 1));
        break;
      case 'max':
        many(item.terms, (numbers) => numbers.reduce((a, b) => Math.max(a, b)));
        break;
      case 'quotient':
        // Pushed last, done first: the denominator lies below the numerator.
        many([item.numerator, item.denominator], ([below, above]) => above / below);
        break;
      case 'equal':
        many([item.left, item.right], ([a, b]) => (a === b ? 1 : 0));
        break;
      case 'call': {
        const { name } = item;
        many([item.argument], ([x]) => {
          if (name === 'exp') return Math.exp(x);
          if (name === 'log') return Math.log(x);
          if (name === 'negative') return -x;
          return x > 0 ? 1 : 0;
        });
      }
    }
  }
  return stack[0];
}

interface Question {
  readonly cell: Cell;
  readonly expression: Expression;
}

function questions(trace: Trace, count: number, seed: number): Question[] {
  const random = new Random(seed);
  const values = trace.graph.nodes.flatMap((node) => node.outputs);
  const reals = [
    ...trace.graph.inputs.filter((input) => input.dtype === 'real').map((input) => input.id),
    ...values.filter((id) => id !== trace.graph.loss),
  ];
  const params = trace.graph.params.map((param) => param.id);
  return Array.from({ length: count }, (_, i): Question => {
    if (i % 3 === 0) {
      const id = values[random.below(values.length)];
      const index = random.below(activationOf(trace, id).data.length);
      const expression = explain(trace, id, index);
      if (!expression) throw new Error(`nothing explains ${id}`);
      return { cell: { of: 'value', id, index }, expression };
    }
    if (i % 3 === 1) {
      const id = reals[random.below(reals.length)];
      const index = random.below(activationOf(trace, id).data.length);
      return { cell: { of: 'gradient', id, index }, expression: explainGradient(trace, id, index) };
    }
    const id = params[random.below(params.length)];
    const index = random.below(paramOf(trace, id).data.length);
    return {
      cell: { of: 'paramGradient', id, index },
      expression: explainParamGradient(trace, id, index),
    };
  });
}

const graphs: readonly (readonly [string, Graph, number])[] = [
  ['a residual, where a value fans out', residual, 3],
  ['three steps that share their weights', shared, 2],
  ["'same', 'full', strides, dilation and overlapping pools", windows, 2],
  ['the shipped CNN', cnn, 1],
];

describe('an explanation comes to exactly the number in the trace', () => {
  it.each(graphs)('for %s: 600 random cells', (_, graph, batch) => {
    const trace = new HostEngine('float64').recordNow(randomRequest(graph, batch, 7));
    let worst = 0;
    for (const { cell, expression } of questions(trace, 600, 11)) {
      const expected = readCell(trace, cell);
      const found = comesTo(expression, (at) => readCell(trace, at));
      worst = Math.max(worst, Math.abs(found - expected) / Math.max(1, Math.abs(expected)));
    }
    expect(worst).toBeLessThan(1e-12);
  });
});
