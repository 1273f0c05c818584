import { type Cost, CountedArithmetic } from './counted-arithmetic.ts';

/** One line of the code when it has run: what it made, and what all has cost so far. */
export interface Stage {
  /** The anchor of its line in a listing, and its term in a formula. */
  readonly anchor: string;
  readonly term: 'matrix' | 'dot' | 'shifted' | 'dz';
  readonly label: string;
  readonly values: Float64Array;
  readonly columns: number;
  readonly cost: Cost;
}

export type CodeName = 'full' | 'vjp' | 'diagonal';

export interface ProductCode {
  readonly label: string;
  /** Runs on probabilities s [K] and an upstream gradient v [K]; the last stage is the answer. */
  readonly run: (s: readonly number[], v: readonly number[]) => readonly Stage[];
  /** What a run costs for K classes. */
  readonly cost: (classes: number) => Cost;
}

type Write = (
  anchor: string,
  term: Stage['term'],
  label: string,
  values: Float64Array,
  columns: number,
) => void;

const code = (
  label: string,
  cost: ProductCode['cost'],
  steps: (
    s: readonly number[],
    v: readonly number[],
    arithmetic: CountedArithmetic,
    write: Write,
  ) => void,
): ProductCode => ({
  label,
  cost,
  run(s, v) {
    const arithmetic = new CountedArithmetic();
    const stages: Stage[] = [];
    steps(s, v, arithmetic, (anchor, term, name, values, columns) =>
      stages.push({ anchor, term, label: name, values, columns, cost: arithmetic.cost }),
    );
    return stages;
  },
});

/**
 * Three ways from an upstream gradient to the logits, as they are written by hand: what is counted
 * here is what they do. The third is a mistake, kept as people make it.
 */
export const productCodes: Readonly<Record<CodeName, ProductCode>> = {
  full: code(
    'the whole matrix',
    (k) => ({ multiplications: 2 * k * k, additions: 2 * k * k - k, numbers: k * k + k }),
    (s, v, arithmetic, write) => {
      const k = s.length;
      const matrix = arithmetic.room(k * k);
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) matrix[i * k + j] = arithmetic.multiply(s[i], s[j]);
      }
      write('outer', 'matrix', 's sᵀ', k > 10 ? matrix : matrix.slice(), k);
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) {
          matrix[i * k + j] = arithmetic.subtract(i === j ? s[i] : 0, matrix[i * k + j]);
        }
      }
      write('minus', 'matrix', 'diag(s) − s sᵀ', matrix, k);
      const dz = arithmetic.room(k);
      for (let i = 0; i < k; i++) {
        let total = arithmetic.multiply(matrix[i * k], v[0]);
        for (let j = 1; j < k; j++) {
          total = arithmetic.add(total, arithmetic.multiply(matrix[i * k + j], v[j]));
        }
        dz[i] = total;
      }
      write('product', 'dz', 'the matrix times v', dz, k);
    },
  ),
  vjp: code(
    'the shortcut',
    (k) => ({ multiplications: 2 * k, additions: 2 * k - 1, numbers: k + 1 }),
    (s, v, arithmetic, write) => {
      const k = s.length;
      const dot = arithmetic.room(1);
      dot[0] = arithmetic.multiply(s[0], v[0]);
      for (let i = 1; i < k; i++) dot[0] = arithmetic.add(dot[0], arithmetic.multiply(s[i], v[i]));
      write('dot', 'dot', '⟨s, v⟩', dot, 1);
      const dz = arithmetic.room(k);
      for (let i = 0; i < k; i++) dz[i] = arithmetic.subtract(v[i], dot[0]);
      write('shift', 'shifted', 'v − ⟨s, v⟩', k > 10 ? dz : dz.slice(), k);
      for (let i = 0; i < k; i++) dz[i] = arithmetic.multiply(s[i], dz[i]);
      write('scale', 'dz', 's ⊙ (v − ⟨s, v⟩)', dz, k);
    },
  ),
  diagonal: code(
    's (1 − s) v',
    (k) => ({ multiplications: 2 * k, additions: k, numbers: k }),
    (s, v, arithmetic, write) => {
      const k = s.length;
      const dz = arithmetic.room(k);
      for (let i = 0; i < k; i++) dz[i] = arithmetic.multiply(s[i], arithmetic.subtract(1, s[i]));
      write('slope', 'matrix', 's (1 − s)', k > 10 ? dz : dz.slice(), k);
      for (let i = 0; i < k; i++) dz[i] = arithmetic.multiply(dz[i], v[i]);
      write('times', 'dz', 's (1 − s) v', dz, k);
    },
  ),
};
