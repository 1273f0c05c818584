import { type DType, type HostTensor, type Shape, shapeText, sizeOf } from '../../trace/tensor.ts';
import { decode } from '../number/bits.ts';
import { formats } from '../number/format.ts';

/** An array file of NumPy that cannot be read; the message says which, why and what to do. */
export class NpyError extends Error {
  override readonly name = 'NpyError';
}

/** How one kind of number is read: its bytes, its type here, and the number at a place. */
interface Reader {
  readonly bytes: number;
  readonly dtype: DType;
  read(view: DataView, at: number, little: boolean): number;
}

/** By NumPy's letters without the byte order. Whole numbers beyond int32 become float64. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['f2', { bytes: 2, dtype: 'float32', read: (v, at, le) => half(v.getUint16(at, le)) }],
  ['f4', { bytes: 4, dtype: 'float32', read: (v, at, le) => v.getFloat32(at, le) }],
  ['f8', { bytes: 8, dtype: 'float64', read: (v, at, le) => v.getFloat64(at, le) }],
  ['b1', { bytes: 1, dtype: 'int32', read: (v, at) => v.getUint8(at) }],
  ['i1', { bytes: 1, dtype: 'int32', read: (v, at) => v.getInt8(at) }],
  ['u1', { bytes: 1, dtype: 'int32', read: (v, at) => v.getUint8(at) }],
  ['i2', { bytes: 2, dtype: 'int32', read: (v, at, le) => v.getInt16(at, le) }],
  ['u2', { bytes: 2, dtype: 'int32', read: (v, at, le) => v.getUint16(at, le) }],
  ['i4', { bytes: 4, dtype: 'int32', read: (v, at, le) => v.getInt32(at, le) }],
  ['u4', { bytes: 4, dtype: 'int32', read: (v, at, le) => v.getUint32(at, le) }],
  ['i8', { bytes: 8, dtype: 'int32', read: (v, at, le) => Number(v.getBigInt64(at, le)) }],
  ['u8', { bytes: 8, dtype: 'int32', read: (v, at, le) => Number(v.getBigUint64(at, le)) }],
]);

const half = (bits: number): number => decode(formats.float16, BigInt(bits));

const lettersOf: Readonly<Record<DType, string>> = { float32: '<f4', float64: '<f8', int32: '<i4' };

/** The first six bytes of every .npy file: 0x93, then `NUMPY`. */
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const largestHeader = 65_536;
/** NumPy itself knows no more axes. */
const mostAxes = 64;

/**
 * One array as NumPy saves it (`.npy`, versions 1.0 to 3.0), in C or Fortran order and either byte
 * order, made row-major. Real and whole numbers and booleans are understood; float16 becomes
 * float32, whole numbers int32 where they all fit and float64 where that is exact.
 */
export function parseNpy(name: string, bytes: Uint8Array): HostTensor {
  const fail: (message: string) => never = (message) => {
    throw new NpyError(`array "${name}": ${message}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) {
    fail('its first bytes are not those of a .npy file');
  }
  const version = bytes[6];
  if (version < 1 || version > 3) fail(`.npy version ${version}.${bytes[7]}; 1.0 to 3.0 are read`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > largestHeader || start + length > bytes.length) {
    fail(`it announces a header of ${length} bytes in a file of ${bytes.length}; is it whole?`);
  }
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const { order, letters, fortran, shape } = headerOf(header, fail);
  const reader = readers.get(letters);
  if (!reader) {
    fail(`dtype "${order}${letters}"; readable are ${[...readers.keys()].join(', ')}`);
  }
  const count = sizeOf(shape);
  const body = start + length;
  if (bytes.length - body !== count * reader.bytes) {
    fail(
      `${bytes.length - body} bytes do not hold ${shapeText(shape)} numbers of ${reader.bytes} bytes`,
    );
  }
  const little = order !== '>';
  const numbers = new Float64Array(count);
  const place = fortran ? rowMajorPlaces(shape) : undefined;
  for (let i = 0; i < count; i++) {
    const number = reader.read(view, body + i * reader.bytes, little);
    if (reader.dtype === 'int32' && !Number.isSafeInteger(number)) {
      fail(`number ${i} is ${number}, too large to be held exactly; save it as float64`);
    }
    numbers[place ? place(i) : i] = number;
  }
  return typed(shape, numbers, reader.dtype);
}

/** The inverse, version 1.0, little-endian, row-major; the header padded to 64 bytes. */
export function formatNpy({ shape, dtype, data }: HostTensor): Uint8Array {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${lettersOf[dtype]}', 'fortran_order': False, 'shape': (${sides}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const size = dtype === 'float64' ? 8 : 4;
  const bytes = new Uint8Array(10 + length + data.length * size);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  bytes[6] = 1;
  view.setUint16(8, length, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), 10);
  for (let i = 0, at = 10 + length; i < data.length; i++, at += size) {
    if (dtype === 'float64') view.setFloat64(at, data[i], true);
    else if (dtype === 'float32') view.setFloat32(at, data[i], true);
    else view.setInt32(at, data[i], true);
  }
  return bytes;
}

interface Header {
  readonly order: string;
  readonly letters: string;
  readonly fortran: boolean;
  readonly shape: Shape;
}

/** The header is a Python literal with three keys; NumPy writes it, so it has one form only. */
function headerOf(text: string, fail: (message: string) => never): Header {
  if (/'descr':\s*\[/.test(text)) fail('it has fields of several types; save each as an array');
  const descr = /'descr':\s*'([<>|=]?)([A-Za-z]\d*)[^']*'/.exec(text);
  const fortran = /'fortran_order':\s*(True|False)/.exec(text);
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(text);
  if (!/^\s*\{.*\}\s*$/s.test(text) || !descr || !fortran || !shape) {
    fail('its header does not say dtype, order and shape as NumPy does');
  }
  if (descr[2] === 'O') fail('it holds pickled Python objects; save plain numbers');
  const sides = shape[1].split(',').map((side) => side.replace('L', '').trim());
  const numbers = sides.filter((side) => side !== '').map(Number);
  if (numbers.length > mostAxes || !numbers.every(Number.isSafeInteger)) {
    fail(`its shape (${shape[1].slice(0, 40)}) is none`);
  }
  if (!Number.isSafeInteger(sizeOf(numbers))) fail(`its shape ${shapeText(numbers)} is too large`);
  return { order: descr[1], letters: descr[2], fortran: fortran[1] === 'True', shape: numbers };
}

/** Where the i-th number of Fortran order (first axis fastest) stands in row-major order. */
function rowMajorPlaces(shape: Shape): (index: number) => number {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  return (index) => {
    let rest = index;
    let place = 0;
    for (const [axis, side] of shape.entries()) {
      place += (rest % side) * strides[axis];
      rest = Math.floor(rest / side);
    }
    return place;
  };
}

function typed(shape: Shape, numbers: Float64Array, dtype: DType): HostTensor {
  switch (dtype) {
    case 'float32':
      return { shape, dtype, data: Float32Array.from(numbers) };
    case 'float64':
      return { shape, dtype, data: numbers };
    case 'int32': {
      const data = Int32Array.from(numbers);
      // Whole numbers that wrapped around are kept as float64, which holds these exactly.
      const fits = data.every((number, i) => number === numbers[i]);
      return fits ? { shape, dtype, data } : { shape, dtype: 'float64', data: numbers };
    }
  }
}
