// Rows of n numbers, four at a time; what is left over is done one by one. Every buffer is as long
// as a multiple of four, so that the last vector may be whole.

/** out = max(a, 0); a NaN stays one. */
export function relu(out: usize, a: usize, n: i32): void {
  const zero = f32x4.splat(0);
  for (let i: i32 = 0; i < n; i += 4) {
    v128.store(out, f32x4.max(v128.load(a), zero));
    out += 16;
    a += 16;
  }
}

/** out = 1 where a > 0, else 0. */
export function step(out: usize, a: usize, n: i32): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (let i: i32 = 0; i < n; i += 4) {
    v128.store(out, v128.and(f32x4.gt(v128.load(a), zero), one));
    out += 16;
    a += 16;
  }
}

/** out = a + b */
export function add(out: usize, a: usize, b: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i += 4) {
    v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
    out += 16;
    a += 16;
    b += 16;
  }
}

/** out = a · b */
export function multiply(out: usize, a: usize, b: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i += 4) {
    v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
    out += 16;
    a += 16;
    b += 16;
  }
}

/** out [rows, n] = a [rows, n] + b [n] under every row; n is a multiple of 4. */
export function addRow(out: usize, a: usize, b: usize, rows: i32, n: i32): void {
  for (let r: i32 = 0; r < rows; r++) {
    let from = b;
    for (let j: i32 = 0; j < n; j += 4) {
      v128.store(out, f32x4.add(v128.load(a), v128.load(from)));
      out += 16;
      a += 16;
      from += 16;
    }
  }
}

/** out [n] = the sum of a's rows [rows, n]; n is a multiple of 4. */
export function sumRows(out: usize, a: usize, rows: i32, n: i32): void {
  for (let j: i32 = 0; j < n; j += 4) {
    let from = a + ((<usize>j) << 2);
    let s = f32x4.splat(0);
    for (let r: i32 = 0; r < rows; r++) {
      s = f32x4.add(s, v128.load(from));
      from += (<usize>n) << 2;
    }
    v128.store(out + ((<usize>j) << 2), s);
  }
}
