import type { HostTensor } from '../trace/tensor.ts';
import type { Ops } from './ops.ts';

const infinity = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

/** Each operation at its borders, by a name for people; the same on every engine. */
export function borderCases<H>(ops: Ops<H>): ReadonlyMap<string, H> {
  const row = (...data: number[]): H =>
    ops.upload({ shape: [data.length], dtype: 'float32', data });
  const some = row(nan, infinity, -infinity, 0, 1, -1);
  return new Map([
    ['NaN and ∞ themselves', ops.scale(some, 1)],
    ['0/0, ∞/∞, 1/0, −1/0, 1/∞', divide(ops, row)],
    ['0 · ∞', ops.binary('multiply', row(0, infinity, nan), row(infinity, 0, 0))],
    ['∞ − ∞', ops.binary('subtract', row(infinity, nan), row(infinity, 1))],
    ['∞ + (−∞)', ops.binary('add', row(infinity, infinity), row(-infinity, 1))],
    ['exp', ops.unary('exp', row(nan, infinity, -infinity, 0, 100, -200))],
    ['log', ops.unary('log', some)],
    ['relu', ops.unary('relu', some)],
    ['step', ops.unary('step', some)],
    ['a sum with NaN', ops.reduce('sum', row(1, nan, 2), 'all')],
    ['a maximum with NaN', ops.reduce('max', row(1, nan, 2), 'all')],
    ['overflow', ops.binary('multiply', row(3e38), row(10))],
  ]);
}

function divide<H>(ops: Ops<H>, row: (...data: number[]) => H): H {
  return ops.binary('divide', row(0, infinity, 1, -1, 1), row(0, infinity, 0, 0, infinity));
}

/** Names of the cases where what came out is NaN, infinite or finite where it should not be. */
export function departures(
  names: readonly string[],
  actual: readonly HostTensor[],
  expected: readonly HostTensor[],
): readonly string[] {
  return names.filter((_, i) => {
    const got = actual[i].data;
    const wanted = expected[i].data;
    for (let j = 0; j < wanted.length; j++) {
      const same = Number.isFinite(wanted[j])
        ? Math.abs(got[j] - wanted[j]) < 1e-3
        : Object.is(got[j], wanted[j]);
      if (!same) return true;
    }
    return false;
  });
}
