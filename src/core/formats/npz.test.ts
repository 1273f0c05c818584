import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DType, type HostTensor, sizeOf } from '../../trace/tensor.ts';
import { parseNpy } from './npy.ts';
import { formatNpz, parseNpz } from './npz.ts';
import { formatZip } from './zip.ts';

/** `np.savez(f, w=np.asfortranarray([[1, 2, 3], [4, 5, 6.5]]) as <f4, n=np.array([3, -4]))`, NumPy 2.4. */
const stored = [
  'UEsDBC0AAAAAAAAAIQDjdR9p//////////8FABQAdy5ucHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rl',
  'c2NyJzogJzxmNCcsICdmb3J0cmFuX29yZGVyJzogVHJ1ZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAg',
  'ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAACAPwAAgEAAAABAAACgQAAAQEAAANBA',
  'UEsDBC0AAAAAAAAAIQCE2XDm//////////8FABQAbi5ucHkBABAAkAAAAAAAAACQAAAAAAAAAJNOVU1QWQEAdgB7J2Rl',
  'c2NyJzogJzxpOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAg',
  'ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAwAAAAAAAAD8/////////1BLAQItAy0A',
  'AAAAAAAAIQDjdR9pmAAAAJgAAAAFAAAAAAAAAAAAAACAAQAAAAB3Lm5weVBLAQItAy0AAAAAAAAAIQCE2XDmkAAAAJAA',
  'AAAFAAAAAAAAAAAAAACAAc8AAABuLm5weVBLBQYAAAAAAgACAGYAAACWAQAAAAA=',
].join('');

/** `np.savez_compressed` of arrays in either byte order, in Fortran order, of eight types. */
const deflated = [
  'UEsDBC0AAAAIAAAAIQAKnACk//////////8JABQAcGxhaW4ubnB5AQAQAJgAAAAAAAAAVgAAAAAAAACb7BfqGxDJyFDG',
  'UK2eklqcXKRupaBuk2airqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgrGmjoKtQpkAy4GMGiwAxL2DAwO',
  'QNwAxAvsAVBLAwQtAAAACAAAACEAuB5Y6///////////CwAUAGZvcnRyYW4ubnB5AQAQAEABAAAAAAAAiQAAAAAAAACb',
  '7BfqGxDJyFDGUK2eklqcXKRupaBuk2ahrqOgnpZfVFKUmBefX5SSChIPKSpNBQoXZyQWpAK5GkY6CsY6CiaaOgq1CmQC',
  'LgYUoOEAoQWgtAGUVoDSJlD6gz2E1oLyRaC0IZRWgtKmUJoBSutAaQkobQSlVaC0GZTmgNJ6UFoGShtDaTUobe4AAFBL',
  'AwQtAAAACAAAACEA9a3CqP//////////BwAUAGJpZy5ucHkBABAAjAAAAAAAAABRAAAAAAAAAJvsF+obEMnIUMZQrZ6S',
  'WpxcpG6loG6XaaKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC4GBgbG/////2NgFCwAAFBL',
  'AwQtAAAACAAAACEAg/IwKf//////////CAAUAGxvbmcubnB5AQAQAJAAAAAAAAAASwAAAAAAAACb7BfqGxDJyFDGUK2e',
  'klqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOpo6CrUKFAAuRgYI+PkfAgBQSwMELQAA',
  'AAgAAAAhAFW1uYD//////////wgAFAB3aWRlLm5weQEAEACQAAAAAAAAAEwAAAAAAAAAm+wX6hsQychQxlCtnpJanFyk',
  'bqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALgYQYGRg+A8FAFBLAwQtAAAACAAA',
  'ACEA7hm7Xf//////////CAAUAGZsYWcubnB5AQAQAIIAAAAAAAAARgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBe',
  'k2SorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOpo6CrUKFAAuRgYAUEsDBC0AAAAIAAAAIQAAvA4S////',
  '//////8KABQAc2NhbGFyLm5weQEAEACIAAAAAAAAAEgAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoa6joJ6W',
  'X1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAa5ZM0Fgpz0AUEsDBC0AAAAIAAAAIQDe4zjb//////////8I',
  'ABQAaGFsZi5ucHkBABAAigAAAAAAAABOAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqSuo6Cell9UUpSYF59f',
  'lJIKEndLzClOBYoXZyQWpAL5GqY6mjoKtQoUAC4GC4Z9/6sZGRhqAFBLAQItAy0AAAAIAAAAIQAKnACkVgAAAJgAAAAJ',
  'AAAAAAAAAAAAAACAAQAAAABwbGFpbi5ucHlQSwECLQMtAAAACAAAACEAuB5Y64kAAABAAQAACwAAAAAAAAAAAAAAgAGR',
  'AAAAZm9ydHJhbi5ucHlQSwECLQMtAAAACAAAACEA9a3CqFEAAACMAAAABwAAAAAAAAAAAAAAgAFXAQAAYmlnLm5weVBL',
  'AQItAy0AAAAIAAAAIQCD8jApSwAAAJAAAAAIAAAAAAAAAAAAAACAAeEBAABsb25nLm5weVBLAQItAy0AAAAIAAAAIQBV',
  'tbmATAAAAJAAAAAIAAAAAAAAAAAAAACAAWYCAAB3aWRlLm5weVBLAQItAy0AAAAIAAAAIQDuGbtdRgAAAIIAAAAIAAAA',
  'AAAAAAAAAACAAewCAABmbGFnLm5weVBLAQItAy0AAAAIAAAAIQAAvA4SSAAAAIgAAAAKAAAAAAAAAAAAAACAAWwDAABz',
  'Y2FsYXIubnB5UEsBAi0DLQAAAAgAAAAhAN7jONtOAAAAigAAAAgAAAAAAAAAAAAAAIAB8AMAAGhhbGYubnB5UEsFBgAA',
  'AAAIAAgAtQEAAHgEAAAAAA==',
].join('');

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

const makers = { float32: Float32Array, float64: Float64Array, int32: Int32Array };

const tensor = fc
  .record({
    shape: fc.array(fc.nat(4), { maxLength: 4 }),
    dtype: fc.constantFrom<DType>('float32', 'float64', 'int32'),
  })
  .chain(({ shape, dtype }) => {
    const size = sizeOf(shape);
    const number = dtype === 'int32' ? fc.integer() : fc.double();
    return fc
      .array(number, { minLength: size, maxLength: size })
      .map((numbers): HostTensor => ({ shape, dtype, data: makers[dtype].from(numbers) }));
  });

const some = formatNpz({
  w: { shape: [2, 3], dtype: 'float32', data: Float32Array.of(1, -2, 0.5, 0, 1e-40, 3) },
  n: { shape: [1], dtype: 'int32', data: Int32Array.of(-7) },
});

/** The archive with one byte changed, or several from there on. */
function altered(at: number, ...values: number[]): Uint8Array {
  const copy = some.slice();
  copy.set(values, at);
  return copy;
}

const directoryAt = new DataView(some.buffer).getUint32(some.length - 6, true);

/** A `.npy` with this header and so many bytes of numbers, all alike. */
function npyOf(header: string, size: number, byte = 0): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`);
  const npy = new Uint8Array(10 + text.length + size).fill(byte);
  npy.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8]);
  npy.set(text, 10);
  return npy;
}

describe('.npz', () => {
  it('comes back bit for bit, whatever its tensors (seeded)', async () => {
    const names = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(names, tensor, { maxKeys: 4, minKeys: 1 }),
        async (tensors) => {
          expect(await parseNpz(formatNpz(tensors))).toEqual(tensors);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
  it('is the same bytes for the same tensors, at any hour', () => {
    expect(formatNpz({ a: { shape: [], dtype: 'float64', data: [0.1] } })).toEqual(
      formatNpz({ a: { shape: [], dtype: 'float64', data: [0.1] } }),
    );
  });
  it('is read as np.savez writes it, Fortran order made row-major', async () => {
    expect(await parseNpz(bytesOf(stored))).toEqual({
      w: { shape: [2, 3], dtype: 'float32', data: Float32Array.of(1, 2, 3, 4, 5, 6.5) },
      n: { shape: [2], dtype: 'int32', data: Int32Array.of(3, -4) },
    });
  });
  it('is read as np.savez_compressed writes it, of any type and byte order', async () => {
    const counting = Float64Array.from({ length: 24 }, (_, i) => i);
    expect(await parseNpz(bytesOf(deflated))).toEqual({
      plain: {
        shape: [2, 3],
        dtype: 'float32',
        data: Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25),
      },
      fortran: { shape: [2, 3, 4], dtype: 'float64', data: counting },
      big: { shape: [3], dtype: 'int32', data: Int32Array.of(1, -2, 70000) },
      long: { shape: [2], dtype: 'int32', data: Int32Array.of(1, -7) },
      wide: { shape: [2], dtype: 'float64', data: Float64Array.of(2 ** 40, -1) },
      flag: { shape: [2], dtype: 'int32', data: Int32Array.of(1, 0) },
      scalar: { shape: [], dtype: 'float64', data: Float64Array.of(0.1) },
      half: {
        shape: [5],
        dtype: 'float32',
        data: Float32Array.of(0.5, -1.5, 65504, 2 ** -24, Number.POSITIVE_INFINITY),
      },
    });
  });
  it.each([
    ['nothing', new Uint8Array(), 'its 0 bytes do not end as a zip archive does'],
    [
      'a page',
      new TextEncoder().encode('<!doctype html><html></html>'),
      'is it one, and is it whole',
    ],
    ['a cut-off archive', some.subarray(0, -30), 'is it whole'],
    ['an empty archive', formatZip([]), 'the file holds no arrays'],
    [
      'another file',
      formatZip([{ name: 'a.txt', bytes: Uint8Array.of(1) }]),
      '"a.txt", which is no array',
    ],
    ['a flipped bit', altered(180, 1), '"w.npy" does not fit its checksum'],
    ['a damaged directory', altered(directoryAt, 0), 'line 1 of its directory'],
    ['a password', altered(directoryAt + 8, 1), '"w.npy" is encrypted'],
    ['another method', altered(directoryAt + 10, 12), 'packed by method 12'],
    ['a false size', altered(directoryAt + 24, 1), 'its directory says'],
    ['a huge size', altered(directoryAt + 24, 0, 0, 0, 0x7f), 'more than 256 MiB'],
    ['a member out of place', altered(directoryAt + 42, 9), 'does not begin at byte 9'],
    ['a member past the end', altered(directoryAt + 20, 255, 255, 255), 'it is cut off'],
  ])('is refused with the reason when it is %s', async (_, bytes, message) => {
    await expect(parseNpz(bytes)).rejects.toThrow(message);
  });
  it('is refused when two members have one name', async () => {
    const twice = { name: 'a.npy', bytes: Uint8Array.of(1) };
    await expect(parseNpz(formatZip([twice, twice]))).rejects.toThrow(
      '"a.npy" is in the archive twice',
    );
  });
  it('is refused when a deflated member is damaged, or swells beyond what it announces', async () => {
    const bytes = bytesOf(deflated);
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 6, true);
    const size = view.getUint32(directory + 24, true);
    view.setUint32(directory + 24, size - 1, true);
    await expect(parseNpz(bytes)).rejects.toThrow(`does not unpack to the ${size - 1} bytes`);
    view.setUint32(directory + 24, 2 ** 27, true);
    await expect(parseNpz(bytes)).rejects.toThrow('can unpack to');
    view.setUint32(directory + 24, size, true);
    bytes.fill(0xff, 80, 100);
    await expect(parseNpz(bytes)).rejects.toThrow('cannot be unpacked');
  });
  it.each([
    ['pickled objects', "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 8, 'pickled'],
    ['text', "{'descr': '<U3', 'fortran_order': False, 'shape': (1,), }", 12, 'dtype "<U3"'],
    [
      'complex numbers',
      "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
      8,
      'dtype "<c8"',
    ],
    [
      'records',
      "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }",
      4,
      'several types',
    ],
    [
      'too few numbers',
      "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
      8,
      'do not hold 3',
    ],
    [
      'a vast shape',
      "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }",
      8,
      'too large',
    ],
    ['no header', 'nothing', 0, 'as NumPy does'],
  ])('is refused when a member holds %s', async (_, header, size, message) => {
    const bytes = formatZip([{ name: 'a.npy', bytes: npyOf(header, size) }]);
    await expect(parseNpz(bytes)).rejects.toThrow('array "a": ');
    await expect(parseNpz(bytes)).rejects.toThrow(message);
  });
  it('is refused when whole numbers are too large to be exact', () => {
    const npy = npyOf("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", 8, 0x55);
    expect(() => parseNpy('a', npy)).toThrow('number 0 is 6148914691236517000, too large');
  });
  it('says which version and what is no .npy file', () => {
    const npy = bytesOf('k05VTVBZBAB2AAAAAAAA');
    expect(() => parseNpy('a', npy)).toThrow('.npy version 4.0');
    expect(() => parseNpy('a', npy.slice(1))).toThrow('array "a": its first bytes');
    expect(() => parseNpy('a', npy.fill(1, 6, 7))).toThrow('a header of 118 bytes in a file of 15');
  });
});
