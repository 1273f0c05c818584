/**
 * Which input row the window at output row `out` sees through its row `k`; −1 outside, where the
 * padding's zeros lie. The same for columns.
 */
export function inputRow(
  out: number,
  k: number,
  stride: number,
  dilation: number,
  padBefore: number,
  size: number,
): number {
  const at = out * stride + k * dilation - padBefore;
  return at < size ? Math.max(at, -1) : -1;
}

/** Which output row's window sees input row `at` through its row `k`; −1 where none does. */
export function outputRow(
  at: number,
  k: number,
  stride: number,
  dilation: number,
  padBefore: number,
  outSize: number,
): number {
  const scaled = at + padBefore - k * dilation;
  if (scaled < 0 || scaled % stride !== 0) return -1;
  const out = scaled / stride;
  return out < outSize ? out : -1;
}
