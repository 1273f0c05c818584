/** A square kernel, row by row. */
type Kernel = readonly number[];

export const largestKernel = 5;

interface Preset {
  readonly label: string;
  /** The kernel for a wished side; most exist in one size only. */
  make(side: number): Kernel;
}

const constant = (kernel: Kernel) => () => kernel;
const filled = (side: number, value: number): Kernel => new Array(side * side).fill(value);

/** The cell that stands for the middle; of two middles the first. */
const middle = (side: number): number => Math.floor((side - 1) / 2) * (side + 1);

const binomial = [1, 4, 6, 4, 1];

export const presets = {
  identity: {
    label: 'identity',
    make: (side) => filled(side, 0).map((_, i) => (i === middle(side) ? 1 : 0)),
  },
  ones: { label: 'all ones', make: (side) => filled(side, 1) },
  blur: { label: 'blur (mean)', make: (side) => filled(side, 1 / side ** 2) },
  gauss: {
    label: 'blur (Gauss, 5 × 5)',
    make: constant(binomial.flatMap((a) => binomial.map((b) => (a * b) / 256))),
  },
  'sobel-x': { label: 'Sobel x: left to right', make: constant([-1, 0, 1, -2, 0, 2, -1, 0, 1]) },
  'sobel-y': { label: 'Sobel y: top to bottom', make: constant([-1, -2, -1, 0, 0, 0, 1, 2, 1]) },
  sharpen: { label: 'sharpen', make: constant([0, -1, 0, -1, 5, -1, 0, -1, 0]) },
  laplacian: { label: 'Laplacian', make: constant([0, 1, 0, 1, -4, 1, 0, 1, 0]) },
  emboss: { label: 'emboss', make: constant([-2, -1, 0, -1, 1, 1, 0, 1, 2]) },
  corner: { label: 'upper left neighbour', make: constant([1, 0, 0, 0, 0, 0, 0, 0, 0]) },
  count: { label: '1 to k²', make: (side) => filled(side, 0).map((_, i) => i + 1) },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets).filter(isPreset);

export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(presets, name);
}

/** The preset that a kernel is, number by number, if it is one. */
export function maybePreset(kernel: Kernel): PresetName | undefined {
  const side = Math.sqrt(kernel.length);
  return presetNames.find((name) => {
    const other = presets[name].make(side);
    return other.length === kernel.length && other.every((value, i) => value === kernel[i]);
  });
}

/** Turned by 180°: row by row, that is the same list from its end. */
export const turned = (kernel: Kernel): Kernel => kernel.toReversed();

/** The kernel with another side: rows and columns are cut off or added (as zeros), last ones first. */
export function resized(kernel: Kernel, side: number): Kernel {
  const preset = maybePreset(kernel);
  const remade = preset && presets[preset].make(side);
  if (remade?.length === side * side) return remade;
  const before = Math.sqrt(kernel.length);
  const shift = Math.trunc((side - before) / 2);
  return Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side) - shift, (i % side) - shift];
    const inside = row >= 0 && row < before && column >= 0 && column < before;
    return inside ? kernel[row * before + column] : 0;
  });
}
