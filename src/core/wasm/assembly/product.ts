// AssemblyScript, compiled to WebAssembly by `npm run kernels`. Pointers are byte offsets into the
// memory; all numbers are float32; counts and strides are in numbers, not bytes.

/**
 * out [m, n] = a · b, or out += a · b when `add` is not 0. b [k, n] lies row by row; a's cell (i, l)
 * lies at i·aRow + l·aStep, so that one kernel serves a [m, k] (aRow = k, aStep = 1) and the
 * transpose of a [k, m] (aRow = 1, aStep = m). Four rows by eight columns are summed at once in
 * registers; each cell's sum runs over l in order, whatever block it falls into.
 */
export function product(
  out: usize,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  m: i32,
  k: i32,
  n: i32,
  add: i32,
): void {
  const rowBytes: usize = (<usize>aRow) << 2;
  const outBytes: usize = (<usize>n) << 2;
  let i: i32 = 0;
  for (; i + 4 <= m; i += 4) {
    const a0 = a + <usize>i * rowBytes;
    const to = out + <usize>i * outBytes;
    let j: i32 = 0;
    for (; j + 8 <= n; j += 8)
      block4x8(
        to + ((<usize>j) << 2),
        outBytes,
        a0,
        rowBytes,
        aStep,
        b + ((<usize>j) << 2),
        k,
        add,
      );
    for (; j + 4 <= n; j += 4)
      block4x4(
        to + ((<usize>j) << 2),
        outBytes,
        a0,
        rowBytes,
        aStep,
        b + ((<usize>j) << 2),
        outBytes,
        k,
        add,
      );
    for (; j < n; j++) {
      for (let row: i32 = 0; row < 4; row++) {
        cell(
          to + <usize>row * outBytes + ((<usize>j) << 2),
          a0 + <usize>row * rowBytes,
          aStep,
          b + ((<usize>j) << 2),
          outBytes,
          k,
          add,
        );
      }
    }
  }
  for (; i < m; i++) {
    const a0 = a + <usize>i * rowBytes;
    const to = out + <usize>i * outBytes;
    let j: i32 = 0;
    for (; j + 8 <= n; j += 8)
      block1x8(to + ((<usize>j) << 2), a0, aStep, b + ((<usize>j) << 2), outBytes, k, add);
    for (; j < n; j++)
      cell(to + ((<usize>j) << 2), a0, aStep, b + ((<usize>j) << 2), outBytes, k, add);
  }
}

function block4x8(
  to: usize,
  outBytes: usize,
  a: usize,
  rowBytes: usize,
  aStep: i32,
  b: usize,
  k: i32,
  add: i32,
): void {
  const stepBytes: usize = (<usize>aStep) << 2;
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  let a0 = a;
  let a1 = a0 + rowBytes;
  let a2 = a1 + rowBytes;
  let a3 = a2 + rowBytes;
  for (let l: i32 = 0; l < k; l++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    a0 += stepBytes;
    a1 += stepBytes;
    a2 += stepBytes;
    a3 += stepBytes;
    b += outBytes;
  }
  put(to, s00, add);
  put(to + 16, s01, add);
  put(to + outBytes, s10, add);
  put(to + outBytes + 16, s11, add);
  put(to + 2 * outBytes, s20, add);
  put(to + 2 * outBytes + 16, s21, add);
  put(to + 3 * outBytes, s30, add);
  put(to + 3 * outBytes + 16, s31, add);
}

function block4x4(
  to: usize,
  outBytes: usize,
  a: usize,
  rowBytes: usize,
  aStep: i32,
  b: usize,
  bBytes: usize,
  k: i32,
  add: i32,
): void {
  const stepBytes: usize = (<usize>aStep) << 2;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let l: i32 = 0; l < k; l++) {
    const b0 = v128.load(b);
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a), b0));
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a + rowBytes), b0));
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a + 2 * rowBytes), b0));
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a + 3 * rowBytes), b0));
    a += stepBytes;
    b += bBytes;
  }
  put(to, s0, add);
  put(to + outBytes, s1, add);
  put(to + 2 * outBytes, s2, add);
  put(to + 3 * outBytes, s3, add);
}

function block1x8(
  to: usize,
  a: usize,
  aStep: i32,
  b: usize,
  bBytes: usize,
  k: i32,
  add: i32,
): void {
  const stepBytes: usize = (<usize>aStep) << 2;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  for (let l: i32 = 0; l < k; l++) {
    const x = v128.load32_splat(a);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    a += stepBytes;
    b += bBytes;
  }
  put(to, s0, add);
  put(to + 16, s1, add);
}

function cell(to: usize, a: usize, aStep: i32, b: usize, bBytes: usize, k: i32, add: i32): void {
  const stepBytes: usize = (<usize>aStep) << 2;
  let s: f32 = 0;
  for (let l: i32 = 0; l < k; l++) {
    s += load<f32>(a) * load<f32>(b);
    a += stepBytes;
    b += bBytes;
  }
  store<f32>(to, add ? load<f32>(to) + s : s);
}

function put(to: usize, sum: v128, add: i32): void {
  v128.store(to, add ? f32x4.add(v128.load(to), sum) : sum);
}

/** out [m, n] = a [m, k] · bᵀ, b [n, k]: rows against rows, four numbers of each at once. */
export function productOfRows(out: usize, a: usize, b: usize, m: i32, k: i32, n: i32): void {
  const kBytes: usize = (<usize>k) << 2;
  const vectors: i32 = k >> 2;
  for (let i: i32 = 0; i < m; i++) {
    const row = a + <usize>i * kBytes;
    let j: i32 = 0;
    for (; j + 4 <= n; j += 4) {
      let at = row;
      let b0 = b + <usize>j * kBytes;
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let s2 = f32x4.splat(0);
      let s3 = f32x4.splat(0);
      for (let l: i32 = 0; l < vectors; l++) {
        const x = v128.load(at);
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b0)));
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b0 + kBytes)));
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b0 + 2 * kBytes)));
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b0 + 3 * kBytes)));
        at += 16;
        b0 += 16;
      }
      const to = out + ((<usize>(i * n + j)) << 2);
      store<f32>(to, across(s0) + rest(at, b0, k & 3));
      store<f32>(to, across(s1) + rest(at, b0 + kBytes, k & 3), 4);
      store<f32>(to, across(s2) + rest(at, b0 + 2 * kBytes, k & 3), 8);
      store<f32>(to, across(s3) + rest(at, b0 + 3 * kBytes, k & 3), 12);
    }
    for (; j < n; j++) {
      let at = row;
      let b0 = b + <usize>j * kBytes;
      let s = f32x4.splat(0);
      for (let l: i32 = 0; l < vectors; l++) {
        s = f32x4.add(s, f32x4.mul(v128.load(at), v128.load(b0)));
        at += 16;
        b0 += 16;
      }
      store<f32>(out + ((<usize>(i * n + j)) << 2), across(s) + rest(at, b0, k & 3));
    }
  }
}

function across(s: v128): f32 {
  return (
    f32x4.extract_lane(s, 0) +
    f32x4.extract_lane(s, 1) +
    (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3))
  );
}

function rest(a: usize, b: usize, count: i32): f32 {
  let s: f32 = 0;
  for (let l: i32 = 0; l < count; l++) {
    s += load<f32>(a) * load<f32>(b);
    a += 4;
    b += 4;
  }
  return s;
}

/** out [n, m] = aᵀ, a [m, n]. */
export function transpose(out: usize, a: usize, m: i32, n: i32): void {
  for (let j: i32 = 0; j < n; j++) {
    let from = a + ((<usize>j) << 2);
    for (let i: i32 = 0; i < m; i++) {
      store<f32>(out, load<f32>(from));
      out += 4;
      from += (<usize>n) << 2;
    }
  }
}
