import {
  explain,
  explainGradient,
  explainParamGradient,
  explainSaved,
} from '../../src/core/explain.ts';
import { Random } from '../../src/digits/random.ts';
import { type Cell, type Expression, readCell } from '../../src/trace/expression.ts';
import { type GraphNode, usesOf } from '../../src/trace/graph.ts';
import { activationOf, paramOf, savedOf, type Trace } from '../../src/trace/trace.ts';
import { comesTo } from './second-evaluator.ts';

/** A number of a trace, and what is said of how it came about. */
export interface Question {
  readonly cell: Cell;
  readonly expression: Expression;
}

/**
 * Random cells that belong to some nodes (all of them, if none are named): outputs, gradients of
 * outputs and inputs, gradients of parameters, and saved intermediates as far as they are explained.
 */
export function questions(
  trace: Trace,
  count: number,
  seed: number,
  about: readonly GraphNode[] = trace.graph.nodes,
): Question[] {
  const random = new Random(seed);
  const asks = asksOf(trace, about, random);
  const all: Question[] = [];
  for (let i = 0; all.length < count; i++) {
    const question = asks[i % asks.length]();
    if (question) all.push(question);
    else if (i > 100 * count) throw new Error('nothing is explained');
  }
  return all;
}

type Ask = () => Question | undefined;

function asksOf(trace: Trace, about: readonly GraphNode[], random: Random): readonly Ask[] {
  const { graph } = trace;
  const values = about.flatMap((node) => node.outputs);
  const isIndex = (id: string) =>
    graph.inputs.some((input) => input.id === id && input.dtype === 'index');
  const inputs = about.flatMap((node) => node.inputs).filter((id) => !isIndex(id));
  // What nothing reads has an upstream of its own, from outside: there is nothing to explain.
  const reals = [...new Set([...inputs, ...values])].filter(
    (id) => id !== graph.loss && usesOf(graph, id).length > 0,
  );
  const params = [...new Set(about.flatMap((node) => Object.values(node.params)))];
  const kept = about.flatMap(({ id }) =>
    Object.keys(trace.saved[id] ?? {}).map((name) => ({ node: id, name })),
  );
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)];
  const output: Ask = () => {
    const id = pick(values);
    const index = random.below(activationOf(trace, id).data.length);
    const expression = explain(trace, id, index);
    return expression && { cell: { of: 'value', id, index }, expression };
  };
  const gradient: Ask = () => {
    const id = pick(reals);
    const index = random.below(activationOf(trace, id).data.length);
    return { cell: { of: 'gradient', id, index }, expression: explainGradient(trace, id, index) };
  };
  const paramGradient: Ask = () => {
    const id = pick(params);
    const index = random.below(paramOf(trace, id).data.length);
    const expression = explainParamGradient(trace, id, index);
    return { cell: { of: 'paramGradient', id, index }, expression };
  };
  const saved: Ask = () => {
    const { node, name } = pick(kept);
    const index = random.below(savedOf(trace, node, name).data.length);
    const expression = explainSaved(trace, node, name, index);
    return expression && { cell: { of: 'saved', node, name, index }, expression };
  };
  return [
    output,
    ...(reals.length > 0 ? [gradient] : []),
    ...(params.length > 0 ? [paramGradient] : []),
    ...(kept.length > 0 ? [saved] : []),
  ];
}

/** Largest distance between what explanations come to and what the trace holds (relative above 1). */
export function worstAnswer(trace: Trace, asked: readonly Question[]): number {
  let worst = 0;
  for (const { cell, expression } of asked) {
    const expected = readCell(trace, cell);
    const found = comesTo(expression, (at) => readCell(trace, at));
    if (Object.is(found, expected)) continue;
    const error = Math.abs(found - expected) / Math.max(1, Math.abs(expected));
    if (Number.isNaN(error)) return error; // no later one may hide it
    worst = Math.max(worst, error);
  }
  return worst;
}
