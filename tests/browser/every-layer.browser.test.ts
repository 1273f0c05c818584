import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestDifference } from '../../src/core/agreement.ts';
import { HostOps } from '../../src/core/host/ops.ts';
import type { LayerKind } from '../../src/core/layers.ts';
import type { Ops } from '../../src/core/ops.ts';
import { WebglEngine } from '../../src/core/webgl/engine.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import { layerCase, layerKinds, resultsOf } from '../support/layer-case.ts';

const shapesPerKind = 20;
let engine: WebglEngine;

beforeAll(async () => {
  engine = await WebglEngine.create();
});
afterAll(() => engine.dispose());

/** Outputs and gradients of a kind's random cases, each by a name that says whose it is. */
function work(kind: LayerKind, names: string[]) {
  return <H>(ops: Ops<H>): readonly H[] => {
    names.length = 0;
    const handles: H[] = [];
    for (let seed = 1; seed <= shapesPerKind; seed++) {
      for (const [name, handle] of resultsOf(ops, layerCase(kind, 500 + seed))) {
        names.push(`${name} of seed ${500 + seed}`);
        handles.push(handle);
      }
    }
    return handles;
  };
}

describe('WebGL agrees with the host in float64, forwards and backwards', () => {
  it.each(layerKinds)(`on ${shapesPerKind} random shapes of %s`, async (kind) => {
    const names: string[] = [];
    const expected = work(kind, names)(new HostOps('float64'));
    const actual = await engine.run(work(kind, names));
    expect(actual.length).toBe(expected.length);
    expected.forEach(({ data }, i) => {
      // What cancels to almost nothing has no digits to agree in: below 0.01 errors are absolute.
      const error = largestDifference(actual[i].data, data);
      expect(error / Math.max(largestMagnitude(data), 0.01), names[i]).toBeLessThan(2e-4);
    });
  });
});
