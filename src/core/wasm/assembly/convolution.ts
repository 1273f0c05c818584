import { product, transpose } from './product';

// x [N, image], where image counts the numbers of one image [H, W, C]; a window is `size` numbers
// of it in the order of the table: entry p·size + k is where window p finds its cell k in one image,
// or −1 for a zero of the padding (im2col as a table, see ../host/convolution.ts).

/** Copies the windows of one image into rows: patches [windows, size]. */
function gather(patches: usize, x: usize, table: usize, cells: i32): void {
  for (let i: i32 = 0; i < cells; i++) {
    const from = load<i32>(table);
    store<f32>(patches, from < 0 ? 0 : load<f32>(x + ((<usize>from) << 2)));
    table += 4;
    patches += 4;
  }
}

/** The same where all windows lie inside: rows of `run` numbers that lie side by side, run ≥ 4. */
function gatherRuns(patches: usize, x: usize, table: usize, cells: i32, run: i32): void {
  const bytes = (<usize>run) << 2;
  const last = bytes - 16;
  for (let i: i32 = 0; i < cells; i += run) {
    const from = x + ((<usize>load<i32>(table)) << 2);
    // Whole vectors, and one more that ends with the run and may overlap the one before.
    for (let at: usize = 0; at < last; at += 16) v128.store(patches + at, v128.load(from + at));
    v128.store(patches + last, v128.load(from + last));
    table += bytes;
    patches += bytes;
  }
}

function rows(patches: usize, x: usize, table: usize, cells: i32, run: i32): void {
  if (run >= 4) gatherRuns(patches, x, table, cells, run);
  else gather(patches, x, table, cells);
}

/** out [N, windows, outs] = windows of x, as rows, times the kernel [size, outs]. */
export function convolve(
  out: usize,
  x: usize,
  kernel: usize,
  table: usize,
  patches: usize,
  batch: i32,
  image: i32,
  windows: i32,
  size: i32,
  outs: i32,
  run: i32,
): void {
  for (let n: i32 = 0; n < batch; n++) {
    rows(patches, x, table, windows * size, run);
    product(out, patches, size, 1, kernel, windows, size, outs, 0);
    x += (<usize>image) << 2;
    out += (<usize>(windows * outs)) << 2;
  }
}

/** out [size, outs] = the windows of xᵀ times the upstream [N, windows, outs], added up over N. */
export function kernelGradient(
  out: usize,
  x: usize,
  upstream: usize,
  table: usize,
  patches: usize,
  batch: i32,
  image: i32,
  windows: i32,
  size: i32,
  outs: i32,
  run: i32,
): void {
  for (let n: i32 = 0; n < batch; n++) {
    rows(patches, x, table, windows * size, run);
    product(out, patches, 1, size, upstream, size, windows, outs, n > 0 ? 1 : 0);
    x += (<usize>image) << 2;
    upstream += (<usize>(windows * outs)) << 2;
  }
}

/**
 * out [N, image]: every upstream value goes back through the wires it came by, and what meets in a
 * cell adds up. `turned` is room for the kernel's transpose [outs, size].
 */
export function inputGradient(
  out: usize,
  upstream: usize,
  kernel: usize,
  table: usize,
  patches: usize,
  turned: usize,
  batch: i32,
  image: i32,
  windows: i32,
  size: i32,
  outs: i32,
): void {
  transpose(turned, kernel, size, outs);
  memory.fill(out, 0, (<usize>(batch * image)) << 2);
  for (let n: i32 = 0; n < batch; n++) {
    product(patches, upstream, outs, 1, turned, windows, outs, size, 0);
    let entry = table;
    let from = patches;
    for (let i: i32 = windows * size; i > 0; i--) {
      const cell = load<i32>(entry);
      if (cell >= 0) {
        const to = out + ((<usize>cell) << 2);
        store<f32>(to, load<f32>(to) + load<f32>(from));
      }
      entry += 4;
      from += 4;
    }
    upstream += (<usize>(windows * outs)) << 2;
    out += (<usize>image) << 2;
  }
}
