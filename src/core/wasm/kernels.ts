import { kernelBytes } from './kernel-bytes.ts';

type Pointer = number;

/** What slides over images: `other` is the kernel, or the upstream gradient. */
export type WindowKernel = (
  out: Pointer,
  x: Pointer,
  other: Pointer,
  table: Pointer,
  patches: Pointer,
  batch: number,
  image: number,
  windows: number,
  size: number,
  outs: number,
  run: number,
) => void;

/**
 * What `assembly/` exports. Pointers are byte offsets into `memory`; everything is float32, and
 * counts are numbers, not bytes. The kernels' own files say what each does.
 */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  product(
    out: Pointer,
    a: Pointer,
    aRow: number,
    aStep: number,
    b: Pointer,
    m: number,
    k: number,
    n: number,
    add: number,
  ): void;
  productOfRows(out: Pointer, a: Pointer, b: Pointer, m: number, k: number, n: number): void;
  transpose(out: Pointer, a: Pointer, m: number, n: number): void;
  readonly convolve: WindowKernel;
  readonly kernelGradient: WindowKernel;
  inputGradient(
    out: Pointer,
    upstream: Pointer,
    kernel: Pointer,
    table: Pointer,
    patches: Pointer,
    turned: Pointer,
    batch: number,
    image: number,
    windows: number,
    size: number,
    outs: number,
  ): void;
  relu(out: Pointer, a: Pointer, n: number): void;
  step(out: Pointer, a: Pointer, n: number): void;
  add(out: Pointer, a: Pointer, b: Pointer, n: number): void;
  multiply(out: Pointer, a: Pointer, b: Pointer, n: number): void;
  addRow(out: Pointer, a: Pointer, b: Pointer, rows: number, n: number): void;
  sumRows(out: Pointer, a: Pointer, rows: number, n: number): void;
  maxPool(
    values: Pointer,
    winners: Pointer,
    x: Pointer,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    windowHeight: number,
    windowWidth: number,
    strideY: number,
    strideX: number,
  ): void;
  maxPoolGradient(
    out: Pointer,
    upstream: Pointer,
    winners: Pointer,
    batch: number,
    image: number,
    windows: number,
    channels: number,
  ): void;
}

const names: Readonly<Record<keyof Omit<Kernels, 'memory'>, true>> = {
  product: true,
  productOfRows: true,
  transpose: true,
  convolve: true,
  kernelGradient: true,
  inputGradient: true,
  relu: true,
  step: true,
  add: true,
  multiply: true,
  addRow: true,
  sumRows: true,
  maxPool: true,
  maxPoolGradient: true,
};

let compiled: WebAssembly.Module | undefined | 'impossible';

/** Kernels with a memory of their own; undefined where there is no WebAssembly with SIMD. */
export function maybeKernels(): Kernels | undefined {
  compiled ??= compile();
  if (compiled === 'impossible') return undefined;
  const { exports } = new WebAssembly.Instance(compiled);
  return isKernels(exports) ? exports : undefined;
}

function compile(): WebAssembly.Module | 'impossible' {
  if (typeof WebAssembly !== 'object') return 'impossible';
  const bytes = Uint8Array.from(atob(kernelBytes), (letter) => letter.charCodeAt(0));
  try {
    // A browser without SIMD, or a page whose policy forbids it.
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : 'impossible';
  } catch {
    return 'impossible';
  }
}

function isKernels(exports: object): exports is Kernels {
  const found = new Map(Object.entries(exports));
  return (
    found.get('memory') instanceof WebAssembly.Memory &&
    Object.keys(names).every((name) => typeof found.get(name) === 'function')
  );
}
