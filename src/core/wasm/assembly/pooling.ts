/**
 * Largest value of each window and where it lies (y·W + x, as a number), [N, oH, oW, C] of
 * x [N, H, W, C]; C is a multiple of 4, so that four channels go at once. The first of several
 * largest wins, and a NaN unless one has won already. Windows are cut off at the edge.
 */
export function maxPool(
  values: usize,
  winners: usize,
  x: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  strideY: i32,
  strideX: i32,
): void {
  const image = (<usize>(height * width * channels)) << 2;
  const pixel = (<usize>channels) << 2;
  for (let n: i32 = 0; n < batch; n++) {
    for (let oy: i32 = 0; oy < outHeight; oy++) {
      const top = oy * strideY;
      const bottom = min(top + windowHeight, height);
      for (let ox: i32 = 0; ox < outWidth; ox++) {
        const left = ox * strideX;
        const right = min(left + windowWidth, width);
        for (let c: usize = 0; c < pixel; c += 16) {
          let best = v128.load(x + <usize>(top * width + left) * pixel + c);
          let winner = f32x4.splat(<f32>(top * width + left));
          for (let y = top; y < bottom; y++) {
            for (let at = y * width + left; at < y * width + right; at++) {
              const value = v128.load(x + <usize>at * pixel + c);
              const larger = v128.or(
                f32x4.gt(value, best),
                v128.and(f32x4.ne(value, value), f32x4.eq(best, best)),
              );
              best = v128.bitselect(value, best, larger);
              winner = v128.bitselect(f32x4.splat(<f32>at), winner, larger);
            }
          }
          v128.store(values, best);
          v128.store(winners, winner);
          values += 16;
          winners += 16;
        }
      }
    }
    x += image;
  }
}

/** Adds each upstream value [N, windows, C] to the cell that won its window: out [N, image]. */
export function maxPoolGradient(
  out: usize,
  upstream: usize,
  winners: usize,
  batch: i32,
  image: i32,
  windows: i32,
  channels: i32,
): void {
  memory.fill(out, 0, (<usize>(batch * image)) << 2);
  for (let n: i32 = 0; n < batch; n++) {
    for (let p: i32 = 0; p < windows; p++) {
      for (let c: i32 = 0; c < channels; c++) {
        const at = <i32>load<f32>(winners) * channels + c;
        const to = out + ((<usize>at) << 2);
        store<f32>(to, load<f32>(to) + load<f32>(upstream));
        winners += 4;
        upstream += 4;
      }
    }
    out += (<usize>image) << 2;
  }
}
