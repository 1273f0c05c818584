import type { Numbers } from '../../trace/tensor.ts';
import type { Objective } from './optimizer.ts';
import { dot, rowOf } from './row.ts';

/**
 * ½ wᵀA w − b·w with gradient A w − b.
 *
 * @param matrix A [n, n], row-major and symmetric
 * @param linear b [n]
 * @throws RangeError when the sizes do not fit
 */
export function quadratic(matrix: Numbers, linear: Numbers): Objective {
  const n = linear.length;
  if (matrix.length !== n * n) {
    throw new RangeError(`quadratic: expected A of ${n} × ${n}, got ${matrix.length} numbers`);
  }
  return (weights) => {
    if (weights.length !== n) {
      throw new RangeError(`quadratic: expected ${n} weights, got ${weights.length}`);
    }
    const image = Float64Array.from({ length: n }, (_, row) => {
      let sum = 0;
      for (let column = 0; column < n; column++) sum += matrix[row * n + column] * weights[column];
      return sum;
    });
    return {
      value: 0.5 * dot(weights, image) - dot(linear, weights),
      gradient: rowOf(weights, (i) => image[i] - linear[i]),
    };
  };
}

/** (1 − x)² + 100 (y − x²)²: a bent valley, its bottom at (1, 1). (Rosenbrock, 1960) */
export const rosenbrock: Objective = (weights) => {
  const [x, y] = weights;
  const rise = y - x * x;
  const gradient = [-2 * (1 - x) - 400 * x * rise, 200 * rise];
  return {
    value: (1 - x) ** 2 + 100 * rise * rise,
    gradient: rowOf(weights, (i) => gradient[i]),
  };
};

/** x² − y²: down along y, up along x, flat at the origin. It has no bottom. */
export const saddle: Objective = (weights) => {
  const [x, y] = weights;
  return { value: x * x - y * y, gradient: rowOf(weights, (i) => (i === 0 ? 2 * x : -2 * y)) };
};
