import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type DigitSet, pairDigits, parseIdxImages, parseIdxLabels } from '../src/digits/idx.ts';

/** Reads one of MNIST's two sets from a folder with its four IDX files, packed (.gz) or not. */
export function readMnist(folder: string, part: 'train' | 't10k'): DigitSet {
  const images = `${part}-images-idx3-ubyte`;
  const labels = `${part}-labels-idx1-ubyte`;
  return pairDigits(
    parseIdxImages(read(folder, images), images),
    parseIdxLabels(read(folder, labels), labels),
    part,
  );
}

function read(folder: string, name: string): Uint8Array {
  const packed = join(folder, `${name}.gz`);
  if (existsSync(packed)) return gunzipSync(readFileSync(packed));
  const plain = join(folder, name);
  if (existsSync(plain)) return readFileSync(plain);
  throw new Error(
    `${folder}: has neither ${name}.gz nor ${name}; give the folder of MNIST's IDX files`,
  );
}
