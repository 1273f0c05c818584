import { describe, expect, it } from 'vitest';
import type { LayerKind } from '../../src/core/layers.ts';
import { Random } from '../../src/digits/random.ts';
import { type HostTensor, largestMagnitude } from '../../src/trace/tensor.ts';
import { type LayerCase, layerCase, layerKinds, runCase, traceOf } from '../support/layer-case.ts';
import { questions, worstAnswer } from '../support/questions.ts';

const shapesPerKind = 200;
const cellsPerShape = 4;
const epsilon = 1e-6;
/** Beyond this the slopes on both sides are not one: the cell stands on a kink. */
const kink = 1e-4;

/** Everything of a case that has a gradient, by name. */
function gradientsOf(given: LayerCase): Record<string, HostTensor> {
  const { back } = runCase(given, true);
  const named: Record<string, HostTensor> = {};
  back?.inputs.forEach((gradient, slot) => {
    if (gradient) named[`in${slot}`] = gradient;
  });
  return { ...named, ...back?.params };
}

/** Σ upstream · output with one number of an input or parameter moved. */
function objective(given: LayerCase, id: string, index: number, by: number): number {
  const of = id in given.inputs ? 'inputs' : 'params';
  const data = Float64Array.from(given[of][id].data);
  data[index] += by;
  const moved = { ...given, [of]: { ...given[of], [id]: { ...given[of][id], data } } };
  return runCase(moved, false).outputs.reduce(
    (total, { data: numbers }, slot) =>
      [...numbers].reduce((sum, x, i) => sum + x * given.upstreams[slot].data[i], total),
    0,
  );
}

interface Check {
  cells: number;
  kinks: number;
  worst: number;
}

/** Compares random cells of given gradients with central differences. */
function compare(
  given: LayerCase,
  gradients: Readonly<Record<string, HostTensor>>,
  random: Random,
  check: Check,
): void {
  const ids = Object.keys(gradients);
  const scale = Math.max(1, ...ids.map((id) => largestMagnitude(gradients[id].data)));
  for (let i = 0; i < cellsPerShape; i++) {
    const id = ids[random.below(ids.length)];
    const index = random.below(gradients[id].data.length);
    const here = objective(given, id, index, 0);
    const right = (objective(given, id, index, epsilon) - here) / epsilon;
    const left = (here - objective(given, id, index, -epsilon)) / epsilon;
    check.cells++;
    if (Math.abs(right - left) > kink * scale) {
      check.kinks++;
      continue;
    }
    const error = Math.abs((left + right) / 2 - gradients[id].data[index]) / scale;
    check.worst = Math.max(check.worst, error);
  }
}

function checked(kind: LayerKind, plant: (gradient: HostTensor) => HostTensor): Check {
  const check: Check = { cells: 0, kinks: 0, worst: 0 };
  for (let seed = 1; seed <= shapesPerKind; seed++) {
    const given = layerCase(kind, seed);
    const gradients = Object.fromEntries(
      Object.entries(gradientsOf(given)).map(([id, gradient]) => [id, plant(gradient)]),
    );
    compare(given, gradients, new Random(seed, 5), check);
  }
  return check;
}

const asItIs = (gradient: HostTensor): HostTensor => gradient;
const withWrongSign = (gradient: HostTensor): HostTensor => ({
  ...gradient,
  data: Float64Array.from(gradient.data, (x) => -x),
});
/** Every number one cell too far. */
const withWrongIndex = (gradient: HostTensor): HostTensor => ({
  ...gradient,
  data: Float64Array.from(gradient.data, (_, i) => gradient.data[(i + 1) % gradient.data.length]),
});

describe.each(layerKinds)('%s', (kind) => {
  it(`agrees with central differences on ${shapesPerKind} random shapes`, () => {
    const { cells, kinks, worst } = checked(kind, asItIs);
    expect(worst).toBeLessThan(2e-6);
    expect(kinks).toBeLessThanOrEqual(0.05 * cells);
  });

  it('would not with a wrong sign or a wrong index in its derivative', () => {
    expect(checked(kind, withWrongSign).worst).toBeGreaterThan(1e-2);
    expect(checked(kind, withWrongIndex).worst).toBeGreaterThan(1e-2);
  });

  it('explains 500 random cells exactly', () => {
    let worst = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const trace = traceOf(layerCase(kind, seed));
      worst = Math.max(worst, worstAnswer(trace, questions(trace, 10, seed)));
    }
    expect(worst).toBeLessThan(1e-11);
  });
});
