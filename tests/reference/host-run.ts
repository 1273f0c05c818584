import type { Precision } from '../../src/core/host/array.ts';
import { HostOps } from '../../src/core/host/ops.ts';
import type { Run } from './experiment.ts';

/** The host's operations, in this thread. */
export function hostRun(precision: Precision): Run {
  const ops = new HostOps(precision);
  return async (work) => {
    try {
      return work(ops).map(({ shape, data }) => ({ shape, dtype: precision, data: data.slice() }));
    } finally {
      ops.reset();
    }
  };
}
