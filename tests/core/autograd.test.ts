import { describe, expect, it } from 'vitest';
import { sweepForward } from '../../src/core/autograd/dual.ts';
import {
  explainScalar,
  explainScalarGradient,
  explainSlope,
} from '../../src/core/autograd/explanation.ts';
import { errorCurve } from '../../src/core/autograd/gradient-check.ts';
import { operationOf } from '../../src/core/autograd/operations.ts';
import { type ScalarGraph, scalarGraphOf } from '../../src/core/autograd/scalar-graph.ts';
import { recordScalars, slopeName } from '../../src/core/autograd/scalar-trace.ts';
import { Random } from '../../src/digits/random.ts';
import { type Cell, evaluate, readCell } from '../../src/trace/expression.ts';
import { activationOf, gradientOf, type Trace } from '../../src/trace/trace.ts';

/** A random expression, as text and as a function that knows nothing of our parser. */
interface Sample {
  readonly text: string;
  compute(inputs: readonly number[]): number;
}

const names = ['a', 'b', 'c'];
const binary: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
];
const unary: readonly (readonly [string, (a: number) => number])[] = [
  ['exp', Math.exp],
  ['log', Math.log],
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tanh', Math.tanh],
  ['relu', (a) => Math.max(0, a)],
  ['sigmoid', (a) => 1 / (1 + Math.exp(-a))],
  ['sqrt', Math.sqrt],
  ['-', (a) => -a],
];
const exponents = [2, 3, -1, 0.5, 1.7];

function sampleOf(random: Random, depth: number): Sample {
  const kind = depth === 0 ? 0 : random.below(6);
  const part = () => sampleOf(random, depth - 1 - random.below(2) * Number(depth > 1));
  if (kind === 0) {
    const slot = random.below(names.length);
    if (random.chance(0.8)) return { text: names[slot], compute: (inputs) => inputs[slot] };
    const value = random.below(40) / 10;
    return { text: String(value), compute: () => value };
  }
  if (kind <= 2) {
    const [sign, apply] = binary[random.below(binary.length)];
    const [left, right] = [part(), part()];
    return {
      text: `(${left.text} ${sign} ${right.text})`,
      compute: (inputs) => apply(left.compute(inputs), right.compute(inputs)),
    };
  }
  if (kind === 3) {
    const base = part();
    const exponent = exponents[random.below(exponents.length)];
    return {
      text: `(${base.text})^${exponent}`,
      compute: (inputs) => base.compute(inputs) ** exponent,
    };
  }
  if (kind === 4) {
    const isMax = random.chance(0.5);
    const [left, right] = [part(), part()];
    // The factor keeps max(a, a), a tie wherever it is, out of the sample.
    return {
      text: `${isMax ? 'max' : 'min'}(${left.text}, 1.3*${right.text})`,
      compute: (inputs) =>
        (isMax ? Math.max : Math.min)(left.compute(inputs), 1.3 * right.compute(inputs)),
    };
  }
  const [name, apply] = unary[random.below(unary.length)];
  const inner = part();
  return { text: `${name}(${inner.text})`, compute: (inputs) => apply(inner.compute(inputs)) };
}

interface Case {
  readonly sample: Sample;
  readonly inputs: readonly number[];
  readonly scalar: ScalarGraph;
  readonly trace: Trace;
  readonly result: number;
}

function casesOf(seed: number, count: number): readonly Case[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const part = sampleOf(random, 4);
    // A shared middle: s is read twice, so that fan-out is always there.
    const text = `s = ${part.text} + a*b\ns*c + sin(s)`;
    const sample: Sample = {
      text,
      compute: (inputs) => {
        const s = part.compute(inputs) + inputs[0] * inputs[1];
        return s * inputs[2] + Math.sin(s);
      },
    };
    const inputs = names.map(() => random.between(0.2, 2.2));
    const given = Object.fromEntries(names.map((name, i) => [name, inputs[i]]));
    const scalar = scalarGraphOf(text, given);
    const trace = recordScalars(scalar);
    return { sample, inputs, scalar, trace, result: sample.compute(inputs) };
  });
}

const cases = casesOf(31, 800);
const finite = cases.filter(({ trace, result }) => {
  const gradients = Object.values(trace.backward?.values ?? {}).map(({ sum }) => sum.data[0]);
  return [result, ...gradients].every((x) => Number.isFinite(x) && Math.abs(x) < 1e6);
});
const relative = (a: number, b: number): number => Math.abs(a - b) / Math.max(1, Math.abs(b));

describe('autograd on 800 random expressions (seed 31)', () => {
  it('has enough finite ones among them', () => {
    expect(finite.length).toBeGreaterThan(500);
  });

  it('computes what an independent evaluation computes, NaN and ∞ included', () => {
    for (const { trace, scalar, result, sample } of cases) {
      const value = activationOf(trace, scalar.graph.loss ?? '').data[0];
      expect(Object.is(value, result), `${sample.text}: ${value} for ${result}`).toBe(true);
    }
  });

  it('gives the same gradient in reverse and in forward mode', () => {
    let worst = 0;
    for (const { trace, scalar } of finite) {
      for (const { id } of scalar.inputs) {
        const forward = sweepForward(scalar, id).derivative;
        worst = Math.max(worst, relative(gradientOf(trace, id).sum.data[0], forward));
      }
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it('agrees with central differences away from kinks', () => {
    let compared = 0;
    let kinked = 0;
    let coarse = 0;
    for (const { trace, scalar, sample } of finite) {
      for (const { id } of scalar.inputs) {
        const exact = gradientOf(trace, id).sum.data[0];
        const { points } = errorCurve(scalar, id, { epsilons: [1e-4, 1e-5, 1e-6] });
        const size = Math.max(1, Math.abs(points[1].numeric));
        // How far the differences agree among themselves: where they don't, they tell nothing.
        const doubt = Math.min(
          Math.abs(points[0].numeric - points[1].numeric),
          Math.abs(points[1].numeric - points[2].numeric),
        );
        if (points.some(({ isKinked }) => isKinked)) kinked++;
        else if (!(doubt < 1e-5 * size)) coarse++;
        else {
          compared++;
          const off = Math.min(...points.map(({ error }) => error));
          expect(off / size, `${sample.text} by ${id}: ${exact}`).toBeLessThan(1e-5);
        }
      }
    }
    expect(compared).toBeGreaterThan(2000);
    expect((kinked + coarse) / (compared + kinked + coarse)).toBeLessThan(0.05);
  });

  it('adds up: contributions come to the gradient, and each is local derivative × upstream', () => {
    for (const { trace } of finite) {
      const { graph, backward } = trace;
      for (const [id, { contributions, sum }] of Object.entries(backward?.values ?? {})) {
        const seed = id === graph.loss ? 1 : 0;
        const total = contributions.reduce((all, { gradient }) => all + gradient.data[0], seed);
        expect(total).toBe(sum.data[0]);
        for (const { node, use, gradient } of contributions) {
          const slope = trace.saved[node][slopeName(Number(use))].data[0];
          expect(slope * gradientOf(trace, node).sum.data[0]).toBe(gradient.data[0]);
        }
      }
    }
  });

  it('explains every value, local derivative and gradient', () => {
    let worst = 0;
    let explained = 0;
    for (const { trace } of finite) {
      const read = (cell: Cell) => readCell(trace, cell);
      const compare = (found: number, expected: number) => {
        worst = Math.max(worst, relative(found, expected));
        explained++;
      };
      for (const id of Object.keys(trace.values)) {
        const value = explainScalar(trace, id);
        if (value) compare(evaluate(value, read), activationOf(trace, id).data[0]);
        const gradient = evaluate(explainScalarGradient(trace, id), read);
        compare(gradient, gradientOf(trace, id).sum.data[0]);
      }
      for (const node of trace.graph.nodes) {
        for (const [slot] of node.inputs.entries()) {
          const slope = trace.saved[node.id]?.[slopeName(slot)];
          if (!slope || !Number.isFinite(slope.data[0])) continue;
          compare(evaluate(explainSlope(trace, node, slot), read), slope.data[0]);
        }
      }
    }
    expect(explained).toBeGreaterThan(10_000);
    expect(worst).toBeLessThan(1e-12);
  });
});

describe('the rules at their borders', () => {
  it.each<[string, Readonly<Record<string, number>>, Readonly<Record<string, number>>]>([
    ['relu(a)', { a: 0 }, { a: 0 }],
    ['max(a, b)', { a: 1, b: 1 }, { a: 1, b: 0 }],
    ['min(a, b)', { a: 1, b: 1 }, { a: 1, b: 0 }],
    ['a^b', { a: 0, b: 1 }, { a: 1, b: 0 }],
    ['a^b', { a: 0, b: 0 }, { a: 0, b: 0 }],
    ['a^b', { a: -2, b: 2 }, { a: -4, b: Number.NaN }],
    ['a^3', { a: 0 }, { a: 0 }],
    ['sqrt(a)', { a: 0 }, { a: Number.POSITIVE_INFINITY }],
    ['log(a)', { a: 0 }, { a: Number.POSITIVE_INFINITY }],
    ['sigmoid(a)', { a: -800 }, { a: 0 }],
    ['tanh(a)', { a: 800 }, { a: 0 }],
  ])('of %s at %j are %j', (text, given, expected) => {
    const scalar = scalarGraphOf(text, given);
    const trace = recordScalars(scalar);
    for (const [id, gradient] of Object.entries(expected)) {
      expect(gradientOf(trace, id).sum.data[0]).toBe(gradient);
      expect(sweepForward(scalar, id).derivative).toBe(gradient);
      const explained = evaluate(explainScalarGradient(trace, id), (at) => readCell(trace, at));
      expect(explained).toBe(gradient);
    }
  });

  it('know every kind of node, and no other', () => {
    expect(() => operationOf('toString')).toThrow('"toString" is no operation on scalars');
  });
});
