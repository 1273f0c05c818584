import { allFinite, type Reals } from './array.ts';

/**
 * out [m, n] = a [m, k] · b [k, n]. Two rows by four columns are summed at once in registers
 * (float64: a JavaScript number), and rounded once, on the way out.
 *
 * @param aStart where a's first row begins in its buffer; likewise `outStart`
 */
export function productNN(
  out: Reals,
  outStart: number,
  a: Reals,
  aStart: number,
  b: Reals,
  m: number,
  k: number,
  n: number,
): void {
  const evenRows = m - (m % 2);
  const fourColumns = n - (n % 4);
  for (let i = 0; i < evenRows; i += 2) {
    const row0 = aStart + i * k;
    const row1 = row0 + k;
    for (let j = 0; j < fourColumns; j += 4) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      for (let l = 0, at = j; l < k; l++, at += n) {
        const a0 = a[row0 + l];
        const a1 = a[row1 + l];
        const b0 = b[at];
        const b1 = b[at + 1];
        const b2 = b[at + 2];
        const b3 = b[at + 3];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s03 += a0 * b3;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s13 += a1 * b3;
      }
      const to0 = outStart + i * n + j;
      out[to0] = s00;
      out[to0 + 1] = s01;
      out[to0 + 2] = s02;
      out[to0 + 3] = s03;
      const to1 = to0 + n;
      out[to1] = s10;
      out[to1 + 1] = s11;
      out[to1 + 2] = s12;
      out[to1 + 3] = s13;
    }
    singles(out, outStart, a, aStart, b, i, i + 2, fourColumns, k, n);
  }
  singles(out, outStart, a, aStart, b, evenRows, m, 0, k, n);
}

/** The cells that do not fill a block: rows [from, to), columns from `column` on. */
function singles(
  out: Reals,
  outStart: number,
  a: Reals,
  aStart: number,
  b: Reals,
  from: number,
  to: number,
  column: number,
  k: number,
  n: number,
): void {
  for (let i = from; i < to; i++) {
    for (let j = column; j < n; j++) {
      let s = 0;
      for (let l = 0; l < k; l++) s += a[aStart + i * k + l] * b[l * n + j];
      out[outStart + i * n + j] = s;
    }
  }
}

/** out [m, n] = a [m, k] · bᵀ, b [n, k]: rows against rows, four of them at once. */
export function productNT(out: Reals, a: Reals, b: Reals, m: number, k: number, n: number): void {
  const four = n - (n % 4);
  for (let i = 0; i < m; i++) {
    const row = i * k;
    for (let j = 0; j < four; j += 4) {
      const b0 = j * k;
      const b1 = b0 + k;
      const b2 = b1 + k;
      const b3 = b2 + k;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let l = 0; l < k; l++) {
        const x = a[row + l];
        s0 += x * b[b0 + l];
        s1 += x * b[b1 + l];
        s2 += x * b[b2 + l];
        s3 += x * b[b3 + l];
      }
      const to = i * n + j;
      out[to] = s0;
      out[to + 1] = s1;
      out[to + 2] = s2;
      out[to + 3] = s3;
    }
    for (let j = four; j < n; j++) {
      let s = 0;
      for (let l = 0; l < k; l++) s += a[row + l] * b[j * k + l];
      out[i * n + j] = s;
    }
  }
}

/**
 * out [m, n] = aᵀ · b, a [k, m], b [k, n]: a sum of outer products, row by row of out. Zeros of a
 * (a ReLU's closed gates) are skipped where b is finite. Summed in float64.
 */
export function productTN(
  out: Reals,
  a: Reals,
  b: Reals,
  m: number,
  k: number,
  n: number,
  row: Float64Array,
): void {
  const skipZeros = allFinite(b);
  for (let i = 0; i < m; i++) {
    row.fill(0, 0, n);
    for (let l = 0; l < k; l++) {
      const x = a[l * m + i];
      if (x === 0 && skipZeros) continue;
      const from = l * n;
      for (let j = 0; j < n; j++) row[j] += x * b[from + j];
    }
    const to = i * n;
    for (let j = 0; j < n; j++) out[to + j] = row[j];
  }
}
