type Rows = readonly (readonly number[])[];

/** A pivot below this counts as zero, once every row and column is scaled to a diagonal of 1. */
export const pivotTolerance = 1e-9;

/**
 * The rank of a symmetric matrix without negative eigenvalues, by elimination with the largest
 * pivot first. Scaling the diagonal to 1 beforehand changes no rank, and it keeps a row of tiny
 * probabilities from being taken for rounding: the Jacobian of softmax then has pivots of about ½
 * and more, and at the end one of 10⁻¹⁶. A row whose diagonal has underflowed to 0 counts as zero.
 */
export function rankOf(matrix: Rows): number {
  const left = matrix.flatMap((row, i) => (row[i] > 0 ? [i] : []));
  const scale = matrix.map((row, i) => Math.sqrt(row[i]));
  const a = matrix.map((row, i) => row.map((value, j) => value / scale[i] / scale[j]));
  let rank = 0;
  while (left.length > 0) {
    const pivot = left.reduce((best, i) => (a[i][i] > a[best][best] ? i : best));
    if (!(a[pivot][pivot] > pivotTolerance)) break;
    rank++;
    left.splice(left.indexOf(pivot), 1);
    for (const i of left) {
      const share = a[i][pivot] / a[pivot][pivot];
      for (const j of left) a[i][j] -= share * a[pivot][j];
    }
  }
  return rank;
}

/** The sum of these numbers; exactly 0 where nothing but the rounding of its terms is left. */
export function sumOf(terms: readonly number[]): number {
  let total = 0;
  let size = 0;
  for (const term of terms) {
    total += term;
    size += Math.abs(term);
  }
  return Math.abs(total) <= 4 * Number.EPSILON * size ? 0 : total;
}

/** The largest |a_ij − a_ji|, as a share of the largest entry: 0 for an empty or a zero matrix. */
export function asymmetryOf(matrix: Rows): number {
  const largest = Math.max(...matrix.flat().map(Math.abs));
  if (!(largest > 0)) return 0;
  const gaps = matrix.flatMap((row, i) => row.map((value, j) => Math.abs(value - matrix[j][i])));
  return Math.max(...gaps) / largest;
}
