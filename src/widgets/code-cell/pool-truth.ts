import type { Truth } from '../../cells/exercise.ts';
import { HostEngine } from '../../core/host/engine.ts';
import type { Graph } from '../../trace/graph.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { activationOf, savedOf } from '../../trace/trace.ts';
import type { PoolProblem } from './exercises/pool-exercise.ts';

/** How far each number is nudged: exact in binary, and less than half of any gap between numbers. */
const epsilon = 2 ** -13;

const engine = new HostEngine('float64');

/** x → max-pool → y. */
function graphOf({ x, size, stride }: PoolProblem): Graph {
  return {
    inputs: [{ id: 'x', shape: [x.length, x[0].length, 1], dtype: 'real' }],
    params: [],
    nodes: [
      {
        id: 'pool',
        kind: 'maxPool2d',
        attrs: { size: [size, size], strides: [stride, stride] },
        inputs: ['x'],
        outputs: ['y'],
        params: {},
      },
    ],
  };
}

/**
 * The slope of L = Σ upstream · y by every number of x: (L(x + ε) − L(x − ε)) / 2ε in float64, all
 * nudges in one batch of forward runs. Where a nudge changes the winner of a window, there is none.
 */
export function measureTruth(problem: PoolProblem): Truth {
  const [rows, columns] = [problem.x.length, problem.x[0].length];
  const x = problem.x.flat();
  const upstream = problem.upstream.flat();
  const nudged = x.flatMap((_, at) =>
    [epsilon, -epsilon].flatMap((by) => x.map((value, i) => (i === at ? value + by : value))),
  );
  const trace = engine.recordNow({
    graph: graphOf(problem),
    params: {},
    inputs: { x: hostTensor([2 * x.length, rows, columns, 1], nudged) },
  });
  const pooled = activationOf(trace, 'y').data;
  const winners = savedOf(trace, 'pool', 'winners').data;
  const slopes = x.map((_, at) => {
    let slope = 0;
    for (let w = 0; w < upstream.length; w++) {
      const up = 2 * at * upstream.length + w;
      const down = up + upstream.length;
      if (winners[up] !== winners[down]) return undefined;
      slope += (upstream[w] * (pooled[up] - pooled[down])) / (2 * epsilon);
    }
    return slope;
  });
  return { rows, columns, slopes };
}
