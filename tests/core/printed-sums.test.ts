import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import type { NetworkName } from '../../src/core/networks/networks.ts';
import { sumText } from '../../src/lab/sum/sum-text.ts';
import { tracedThree } from '../../src/lab/traced-three.ts';
import type { Cell } from '../../src/trace/expression.ts';
import { readCell } from '../../src/trace/expression.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { compositeNetworks } from '../support/composite-networks.ts';
import { layerCase, layerKinds, traceOf } from '../support/layer-case.ts';
import { randomRequest, residual, shared, windows } from '../support/networks.ts';
import { readPrintedSum } from '../support/printed-sum.ts';
import { questions } from '../support/questions.ts';
import { randomNetwork } from '../support/random-network.ts';

const engine = new HostEngine('float64');

/** The largest relative error of the printed sums of random cells; each must be whole. */
function worstPrinted(trace: Trace, count: number, seed: number, about = trace.graph.nodes) {
  let worst = 0;
  const kinds = new Set<string>();
  for (const { cell } of questions(trace, count, seed, about)) {
    kinds.add(cell.of);
    worst = Math.max(worst, errorOf(trace, cell));
  }
  return { worst, kinds };
}

function errorOf(trace: Trace, cell: Cell): number {
  const text = sumText(trace, cell) ?? '';
  expect(text).not.toMatch(/…|\.\.|other|more/);
  const { comesTo, says } = readPrintedSum(text);
  expect(Object.is(says, readCell(trace, cell)) || says === readCell(trace, cell)).toBe(true);
  if (Object.is(comesTo, says) || comesTo === says) return 0;
  const error = Math.abs(comesTo - says) / Math.max(Math.abs(says), smallest);
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

/** Beneath this, what is left of numbers near 1 that cancel is rounding alone. */
const smallest = 1e-6;

describe('the printed sum of a cell, read by somebody else, comes to the cell', () => {
  it.each<NetworkName>(['cnn', 'mlp'])('for 600 random cells of all kinds of the %s', (name) => {
    const { worst, kinds } = worstPrinted(tracedThree(name), 600, 31);
    expect(worst).toBeLessThan(1e-9);
    expect([...kinds].sort()).toEqual(['gradient', 'paramGradient', 'value']);
  });

  it.each([
    ['a value that fans out', residual],
    ['weights that are used three times', shared],
    ['windows that overlap, with strides and dilation', windows],
  ] as const)('for 200 random cells of %s', (_, graph) => {
    const trace = engine.recordNow(randomRequest(graph, 2, 5));
    expect(worstPrinted(trace, 200, 8).worst).toBeLessThan(1e-9);
  });

  it.each(layerKinds)('for random cells of the layer %s in random shapes', (kind) => {
    for (let seed = 1; seed <= 6; seed++) {
      const given = layerCase(kind, seed);
      const { worst } = worstPrinted(traceOf(given), 12, seed, [given.node]);
      expect(worst).toBeLessThan(1e-9);
    }
  });

  it.each(Object.entries(compositeNetworks))('for intermediates of %s', (_, network) => {
    for (let seed = 1; seed <= 4; seed++) {
      const trace = engine.recordNow(network(seed));
      const about = trace.graph.nodes.filter(({ id }) => id === 'layer');
      expect(worstPrinted(trace, 24, seed, about).worst).toBeLessThan(1e-9);
    }
  });

  it('for random cells of 20 random networks', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const trace = engine.recordNow(randomRequest(randomNetwork(seed), 1, seed));
      expect(worstPrinted(trace, 20, seed).worst).toBeLessThan(1e-9);
    }
  });
});

describe('the reader of printed sums', () => {
  it('knows arithmetic as Python does', () => {
    expect(readPrintedSum('2 + 3 * -4 = -10').comesTo).toBe(-10);
    expect(readPrintedSum('(1 - 2) - 3 / (4 / 2) = -2.5').comesTo).toBe(-2.5);
    expect(readPrintedSum('(3 > 0) * 0.5 + (2 == 3) * 9 = 0.5').comesTo).toBe(0.5);
    expect(readPrintedSum('max(1e-3, exp(0), -inf) - -(2.5e0) = 3.5').comesTo).toBe(3.5);
    expect(readPrintedSum('erf(0.5) = 0').comesTo).toBeCloseTo(0.5204998778130465, 14);
  });

  it('refuses whatever leaves something out', () => {
    for (const text of [
      '1 + … = 3',
      '1 + 12 others = 3',
      '1 + 2',
      'max() = 0',
      '(1 = 1',
      '1 2 = 3',
    ]) {
      expect(() => readPrintedSum(text)).toThrow(SyntaxError);
    }
  });
});
