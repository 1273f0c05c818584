import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pairDigits, parseIdxImages, parseIdxLabels } from './idx.ts';

function idx(magic: number, sizes: readonly number[], body: readonly number[]): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  head.setUint32(0, magic);
  sizes.forEach((size, i) => {
    head.setUint32(4 + 4 * i, size);
  });
  return Uint8Array.from([...new Uint8Array(head.buffer), ...body]);
}
const blank = Array.from({ length: 784 }, () => 0);

describe('the IDX reader', () => {
  it('reads images and labels from a buffer or a view into one', () => {
    const images = parseIdxImages(idx(2051, [2, 1, 3], [1, 2, 3, 4, 5, 6]));
    expect([images.count, images.rows, images.columns, ...images.bytes]).toEqual([
      2, 1, 3, 1, 2, 3, 4, 5, 6,
    ]);
    const padded = Uint8Array.from([9, 9, ...idx(2049, [3], [7, 0, 9])]);
    expect([...parseIdxLabels(padded.subarray(2))]).toEqual([7, 0, 9]);
    expect([...parseIdxLabels(padded.slice(2).buffer)]).toEqual([7, 0, 9]);
  });

  it('pairs images with their labels', () => {
    const set = pairDigits(parseIdxImages(idx(2051, [1, 28, 28], blank)), Uint8Array.of(4));
    expect(set.count).toBe(1);
    expect(set.images).toHaveLength(784);
  });

  const labels = idx(2049, [3], [7, 0, 9]);
  it.each([
    [
      'a packed file',
      gzipSync(labels),
      'f: still packed (gzip, bytes 0–1 are 1f 8b); gunzip it first',
    ],
    ['a stub', labels.subarray(0, 5), 'f: 5 bytes, shorter than its header of 8'],
    [
      'images',
      idx(2051, [1], [0]),
      'bytes 0–3 are 0x00000803, expected 0x00000801; this is a file of images',
    ],
    [
      'a stranger',
      idx(0xdeadbeef, [1], [0]),
      '0xdeadbeef, expected 0x00000801; this is not an IDX file',
    ],
    [
      'a cut file',
      labels.subarray(0, 10),
      'f: cut short: 10 bytes, but its header announces 3 labels, 11 bytes',
    ],
    ['a long file', Uint8Array.from([...labels, 1]), 'f: too long: 12 bytes'],
    ['a wrong label', idx(2049, [2], [3, 11]), 'f: byte 9 is 11; labels are 0 to 9'],
  ])('refuses %s as labels and says why', (_, bytes, message) => {
    expect(() => parseIdxLabels(bytes, 'f')).toThrow(message);
  });

  it('refuses labels as images, cut images, and sets that do not match', () => {
    expect(() => parseIdxImages(idx(2049, [3, 1, 1], [1]), 'f')).toThrow(
      'this is a file of labels',
    );
    expect(() => parseIdxImages(idx(2051, [9, 28, 28], blank), 'f')).toThrow(
      'f: cut short: 800 bytes, but its header announces 9 images, 7072 bytes; download it again',
    );
    expect(() => parseIdxImages(idx(2051, [0xffffffff, 0xffffffff, 9], blank), 'f')).toThrow(
      'cut short',
    );
    const one = parseIdxImages(idx(2051, [1, 28, 28], blank));
    expect(() => pairDigits(one, new Uint8Array(2), 'train')).toThrow(
      'train: 1 images but 2 labels',
    );
    const small = parseIdxImages(idx(2051, [1, 1, 1], [0]));
    expect(() => pairDigits(small, new Uint8Array(1))).toThrow('images of 1 × 1; expected 28 × 28');
  });
});
