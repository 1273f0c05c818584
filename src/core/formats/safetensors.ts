import { type DType, type HostTensor, type Shape, shapeText, sizeOf } from '../../trace/tensor.ts';

/** Tensors by name and the free text beside them. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, HostTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A weights file that cannot be read; the message says what, where and what to do. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
}

const numberKinds: ReadonlyMap<unknown, { dtype: DType; bytes: number }> = new Map([
  ['F32', { dtype: 'float32', bytes: 4 }],
  ['F64', { dtype: 'float64', bytes: 8 }],
  ['I32', { dtype: 'int32', bytes: 4 }],
]);
const nameOf: Readonly<Record<DType, string>> = { float32: 'F32', float64: 'F64', int32: 'I32' };
const largestHeader = 1_000_000;

/**
 * Reads a safetensors file: 8 bytes little-endian length of the header, the header as JSON, then
 * the tensors' bytes, little-endian and row-major, without holes and overlaps. F32, F64 and I32 are
 * understood.
 */
export function parseSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 10) {
    fail(`the file has only ${bytes.length} bytes; a safetensors file starts with 8 of length`);
  }
  const length = Number(view.getBigUint64(0, true));
  if (length > largestHeader || 8 + length > bytes.length) {
    fail(
      `bytes 0–7 announce a header of ${length} bytes in a file of ${bytes.length}; is this a safetensors file, whole?`,
    );
  }
  const start = 8 + length;
  const places: Place[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(headerOf(bytes.subarray(8, start)))) {
    if (name === '__metadata__') metadata = metadataOf(entry);
    else places.push(placeOf(name, entry));
  }
  expectWhole(places, bytes.length - start);
  // A name may be "__proto__": entries are made, not assigned.
  const tensors = Object.fromEntries(
    places.map((place) => [place.name, tensorAt(place, view, start)]),
  );
  return { tensors, metadata };
}

/** The inverse: a header padded to 8 bytes, then the tensors in the order given. */
export function formatSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const header: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) header.push(['__metadata__', metadata]);
  let offset = 0;
  for (const [name, { shape, dtype, data }] of Object.entries(tensors)) {
    const size = data.length * (dtype === 'float64' ? 8 : 4);
    const entry = { dtype: nameOf[dtype], shape, data_offsets: [offset, offset + size] };
    header.push([name, entry]);
    offset += size;
  }
  const text = JSON.stringify(Object.fromEntries(header));
  const encoded = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const bytes = new Uint8Array(8 + encoded.length + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(encoded.length), true);
  bytes.set(encoded, 8);
  let at = 8 + encoded.length;
  for (const { dtype, data } of Object.values(tensors)) {
    for (const number of data) {
      if (dtype === 'float64') view.setFloat64(at, number, true);
      else if (dtype === 'float32') view.setFloat32(at, number, true);
      else view.setInt32(at, number, true);
      at += dtype === 'float64' ? 8 : 4;
    }
  }
  return bytes;
}

function headerOf(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    fail('the header is not JSON; is this a safetensors file?');
  }
  if (!isRecord(header)) fail('the header is not a JSON object of tensors by name');
  return header;
}

function metadataOf(entry: unknown): Record<string, string> {
  if (!isRecord(entry)) fail('"__metadata__" must be an object of strings');
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => {
      if (typeof value !== 'string') fail(`"__metadata__": "${name}" must be a string`);
      return [name, value];
    }),
  );
}

/** What the header says of one tensor: its bytes are `from` … `to` of those after the header. */
interface Place {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly from: number;
  readonly to: number;
}

function placeOf(name: string, entry: unknown): Place {
  if (!isRecord(entry)) fail(`tensor "${name}": its entry must be an object`);
  const kind = numberKinds.get(entry.dtype);
  if (!kind) {
    fail(`tensor "${name}": dtype ${JSON.stringify(entry.dtype)}; readable are F32, F64, I32`);
  }
  const shape = countsOf(entry.shape);
  if (!shape) fail(`tensor "${name}": its shape must be a list of whole numbers`);
  const offsets = countsOf(entry.data_offsets);
  if (offsets?.length !== 2) fail(`tensor "${name}": "data_offsets" must be two whole numbers`);
  const [from, to] = offsets;
  if (to - from !== sizeOf(shape) * kind.bytes) {
    fail(
      `tensor "${name}": ${to - from} bytes do not hold ${shapeText(shape)} numbers of ${kind.bytes} bytes`,
    );
  }
  return { name, shape, dtype: kind.dtype, from, to };
}

/** Every byte after the header belongs to one tensor: no hole, no overlap, nothing cut off. */
function expectWhole(places: readonly Place[], size: number): void {
  let end = 0;
  for (const { name, from, to } of [...places].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (to > size) {
      fail(`tensor "${name}": its bytes end at ${to}, those of the file at ${size}: it is cut off`);
    }
    if (from < end) {
      fail(`tensor "${name}": its bytes begin at ${from}, within another tensor, up to ${end}`);
    }
    if (from > end) fail(`bytes ${end}–${from - 1} after the header belong to no tensor`);
    end = to;
  }
  if (end < size) fail(`bytes ${end}–${size - 1} after the header belong to no tensor`);
}

function tensorAt({ shape, dtype, from }: Place, view: DataView, start: number): HostTensor {
  return { shape, dtype, data: numbersOf(view, start + from, sizeOf(shape), dtype) };
}

function numbersOf(view: DataView, at: number, count: number, dtype: DType): HostTensor['data'] {
  switch (dtype) {
    case 'float32':
      return Float32Array.from({ length: count }, (_, i) => view.getFloat32(at + 4 * i, true));
    case 'float64':
      return Float64Array.from({ length: count }, (_, i) => view.getFloat64(at + 8 * i, true));
    case 'int32':
      return Int32Array.from({ length: count }, (_, i) => view.getInt32(at + 4 * i, true));
  }
}

function countsOf(value: unknown): Shape | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const counts = items.filter(
    (item): item is number => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0,
  );
  return counts.length === items.length ? counts : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(message: string): never {
  throw new SafetensorsError(message);
}
