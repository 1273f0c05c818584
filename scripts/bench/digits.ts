import { parseSafetensors } from '../../src/core/formats/safetensors.ts';
import type { HostTensor } from '../../src/trace/tensor.ts';

/** Digits as every contestant gets them: pixels [n, 784] in 0 … 1, labels [n]. */
export interface Digits {
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly labels: Uint8Array;
}

/** How many digits lie on the bench's server: all that are trained on and read. */
export const digitCount = 10_000;

/** Files of labels [n] and then pixels [n, 784], a byte each. */
export const digitsPath = '/data/digits.bin';
export const oneDigitPath = '/data/digit.bin';

export async function fetchDigits(path: string): Promise<Digits> {
  const bytes = await fetchBytes(path);
  const count = bytes.length / 785;
  return {
    labels: bytes.slice(0, count),
    pixels: Float32Array.from(bytes.subarray(count), (byte) => byte / 255),
  };
}

export async function fetchTensors(path: string): Promise<Readonly<Record<string, HostTensor>>> {
  return parseSafetensors(await fetchBytes(path)).tensors;
}

/** The digits of a round: the next `size`, from the start again when they run out. */
export function roundOf(digits: Digits, round: number, size: number): Digits {
  const rounds = Math.floor(digits.labels.length / size);
  return part(digits, (round % rounds) * size, size);
}

/** `size` digits from `from`. */
export function part({ pixels, labels }: Digits, from: number, size: number): Digits {
  return {
    pixels: pixels.subarray(784 * from, 784 * (from + size)),
    labels: labels.subarray(from, from + size),
  };
}

async function fetchBytes(path: string): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
