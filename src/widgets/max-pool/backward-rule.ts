import type { Attributes } from './attributes.ts';
import { cornerOf, largestCells, type PoolRun, side, windowsPerSide } from './pool-run.ts';

export type RuleName = Attributes['rule'];

/** What a backward pass has made when the first k windows have sent their gradient back. */
export interface Claim {
  readonly columns: number;
  readonly gradient: readonly number[];
  /** The window at which the code stops with an error, and the error; it never gets further. */
  readonly stopped?: { readonly window: number; readonly message: string };
}

export interface BackwardRule {
  readonly label: string;
  readonly claim: (run: PoolRun, windowsDone: number) => Claim;
}

/**
 * The true rule is the core's. `zeros`, `shape` and `assign` are mistakes that people make, kept as
 * they make them; `last` and `shared` settle ties in other ways. They are the only mathematics that
 * lives in this folder.
 */
export const backwardRules: Readonly<Record<RuleName, BackwardRule>> = {
  truth: {
    label: 'to the winner',
    claim: (run, k) => ({ columns: side, gradient: run.routed[k] }),
  },
  zeros: {
    label: 'argmax of zeros',
    claim(run, k) {
      const gradient: number[] = new Array(side * side).fill(0);
      for (let window = 0; window < k; window++) {
        const { row, column } = cornerOf(window, run.geometry);
        gradient[row * side + column] += run.upstream[window];
      }
      return { columns: side, gradient };
    },
  },
  shape: {
    label: 'shaped like the output',
    claim(run, k) {
      const columns = windowsPerSide(run.geometry);
      const gradient: number[] = new Array(columns * columns).fill(0);
      for (let window = 0; window < k; window++) {
        const row = Math.floor(run.winners[window] / side);
        const column = run.winners[window] % side;
        const axis = row >= columns ? 0 : 1;
        const index = axis === 0 ? row : column;
        if (index >= columns) {
          const message = `IndexError: index ${index} is out of bounds for axis ${axis} with size ${columns}`;
          return { columns, gradient, stopped: { window, message } };
        }
        gradient[row * columns + column] += run.upstream[window];
      }
      return { columns, gradient };
    },
  },
  assign: {
    label: '= instead of +=',
    claim(run, k) {
      const gradient: number[] = new Array(side * side).fill(0);
      for (let window = 0; window < k; window++) {
        gradient[run.winners[window]] = run.upstream[window];
      }
      return { columns: side, gradient };
    },
  },
  last: {
    label: 'last winner',
    claim(run, k) {
      const gradient: number[] = new Array(side * side).fill(0);
      for (let window = 0; window < k; window++) {
        const winner = largestCells(run, window).at(-1) ?? run.winners[window];
        gradient[winner] += run.upstream[window];
      }
      return { columns: side, gradient };
    },
  },
  shared: {
    label: 'shared',
    claim(run, k) {
      const gradient: number[] = new Array(side * side).fill(0);
      for (let window = 0; window < k; window++) {
        const tied = largestCells(run, window);
        for (const cell of tied) gradient[cell] += run.upstream[window] / tied.length;
      }
      return { columns: side, gradient };
    },
  },
};

/** What the reader may choose among, by the figure's mode. */
export const rulesOf: Readonly<
  Record<Attributes['mode'], readonly (readonly [name: RuleName, label: string])[]>
> = {
  route: [],
  bugs: (['truth', 'zeros', 'shape', 'assign'] as const).map((name) => [
    name,
    backwardRules[name].label,
  ]),
  ties: [
    ['truth', 'first winner'],
    ['last', backwardRules.last.label],
    ['shared', backwardRules.shared.label],
  ],
};
