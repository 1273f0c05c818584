import type { DType, HostTensor, Shape } from '../../src/trace/tensor.ts';

/** A tensor as the files write it: numbers, or little-endian bytes in base64. */
interface WrittenTensor {
  readonly shape: Shape;
  readonly dtype?: string;
  readonly data?: readonly number[];
  readonly base64?: string;
}

type Written = Readonly<Record<string, WrittenTensor>>;
export type Tensors = Readonly<Record<string, HostTensor>>;
export type Settings = Readonly<Record<string, unknown>>;
type Errors = Readonly<Record<string, number>>;

/** What one case says, decoded. A network case is one of these for each of its samples. */
export interface ReferenceCase {
  readonly name: string;
  readonly op: string;
  readonly attrs: Settings;
  readonly inputs: Tensors;
  readonly outputs: Tensors;
  /** The cotangent fed to the backward pass, for each differentiated output. */
  readonly upstream: Tensors;
  readonly grads: Tensors;
  /** Largest deviation of a float32 run, by `outputs.y` or `grads.x`. */
  readonly float32Errors: Errors;
}

interface WrittenSample {
  readonly label: number;
  readonly predicted: number;
  readonly loss: number;
  readonly activations: Written;
  readonly activation_grads: Written;
  readonly weight_grads: Written;
  readonly float32_max_abs_error: {
    readonly loss: number;
    readonly activations: Errors;
    readonly activation_grads: Errors;
    readonly weight_grads: Errors;
  };
}

interface WrittenCase {
  readonly name: string;
  readonly op: string;
  readonly attrs?: Settings;
  readonly inputs?: Written;
  readonly outputs?: Written;
  readonly upstream?: Written;
  readonly grads?: Written;
  readonly float32_max_abs_error?: { readonly outputs?: Errors; readonly grads?: Errors };
  readonly weights?: Written;
  readonly samples?: readonly WrittenSample[];
}

/** The cases of a reference file, each with its parts (one, but for networks: one per sample). */
export function parseReference(text: string): readonly (readonly ReferenceCase[])[] {
  const file: { readonly cases: readonly WrittenCase[] } = JSON.parse(text);
  return file.cases.map((written) =>
    written.samples
      ? written.samples.map((sample, i) => sampleCase(written, sample, i))
      : [plainCase(written)],
  );
}

function plainCase(written: WrittenCase): ReferenceCase {
  const errors = written.float32_max_abs_error;
  return {
    name: written.name,
    op: written.op,
    attrs: written.attrs ?? {},
    inputs: decodeAll(written.inputs),
    outputs: decodeAll(written.outputs),
    upstream: decodeAll(written.upstream),
    grads: decodeAll(written.grads),
    float32Errors: { ...prefixed('outputs', errors?.outputs), ...prefixed('grads', errors?.grads) },
  };
}

/** A network's sample: activations are outputs, gradients of activations and weights are grads. */
function sampleCase(written: WrittenCase, sample: WrittenSample, i: number): ReferenceCase {
  const activations = decodeAll(sample.activations);
  const errors = sample.float32_max_abs_error;
  return {
    name: `${written.name} sample ${i}`,
    op: written.op,
    attrs: written.attrs ?? {},
    inputs: {
      ...decodeAll(written.weights),
      x: activations.x,
      label: { shape: [1], dtype: 'int32', data: [sample.label] },
    },
    outputs: { ...activations, loss: scalar(sample.loss) },
    upstream: { loss: scalar(1) },
    grads: { ...decodeAll(sample.activation_grads), ...decodeAll(sample.weight_grads) },
    float32Errors: {
      'outputs.loss': errors.loss,
      ...prefixed('outputs', errors.activations),
      ...prefixed('grads', errors.activation_grads),
      ...prefixed('grads', errors.weight_grads),
    },
  };
}

const scalar = (value: number): HostTensor => ({ shape: [], dtype: 'float64', data: [value] });

const prefixed = (group: string, errors: Errors = {}): Errors =>
  Object.fromEntries(Object.entries(errors).map(([name, error]) => [`${group}.${name}`, error]));

const decodeAll = (tensors: Written = {}): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, decode(tensor)]));

function decode({ shape, dtype = 'float64', data, base64 }: WrittenTensor): HostTensor {
  const isIndex = dtype === 'int32' || dtype === 'uint8';
  const kind: DType = isIndex ? 'int32' : 'float64';
  if (data) return { shape, dtype: kind, data };
  const bytes = Uint8Array.from(atob(base64 ?? ''), (char) => char.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  switch (dtype) {
    case 'float32':
      return { shape, dtype: kind, data: numbers(bytes, 4, (at) => view.getFloat32(at, true)) };
    case 'float64':
      return { shape, dtype: kind, data: numbers(bytes, 8, (at) => view.getFloat64(at, true)) };
    case 'uint8':
      return { shape, dtype: kind, data: Float64Array.from(bytes) };
    default:
      throw new Error(`a tensor of dtype "${dtype}" cannot be read`);
  }
}

const numbers = (bytes: Uint8Array, size: number, read: (at: number) => number): Float64Array =>
  Float64Array.from({ length: bytes.length / size }, (_, i) => read(i * size));
