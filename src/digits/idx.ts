/**
 * IDX, the format of MNIST's files: big-endian integers, then bytes. Unpack .gz before
 * (`DecompressionStream('gzip')` in a browser, `gunzipSync` in Node).
 * Format: http://yann.lecun.com/exdb/mnist/
 */

const IMAGES_MAGIC = 0x0000_0803; // bytes, 3 dimensions
const LABELS_MAGIC = 0x0000_0801; // bytes, 1 dimension
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
const CLASSES = 10;

/** Images as stored: `bytes` is [count, rows, columns], 0 = background, 255 = ink. */
export interface IdxImages {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  readonly bytes: Uint8Array;
}

/** A labelled set of 28 × 28 images: `images` is [count, 784] bytes, `labels` [count] of 0 … 9. */
export interface DigitSet {
  readonly count: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Reads an images file (idx3). Throws an Error that names the file, the place and the remedy. */
export function parseIdxImages(data: ArrayBuffer | Uint8Array, name = 'images'): IdxImages {
  const bytes = asBytes(data);
  const view = openHeader(bytes, name, IMAGES_MAGIC, IMAGES_HEADER);
  const count = view.getUint32(4);
  const rows = view.getUint32(8);
  const columns = view.getUint32(12);
  requireLength(bytes, name, IMAGES_HEADER, count * rows * columns, `${count} images`);
  return { count, rows, columns, bytes: bytes.subarray(IMAGES_HEADER) };
}

/** Reads a labels file (idx1): [count] labels 0 … 9. */
export function parseIdxLabels(data: ArrayBuffer | Uint8Array, name = 'labels'): Uint8Array {
  const bytes = asBytes(data);
  const count = openHeader(bytes, name, LABELS_MAGIC, LABELS_HEADER).getUint32(4);
  requireLength(bytes, name, LABELS_HEADER, count, `${count} labels`);
  const labels = bytes.subarray(LABELS_HEADER);
  const bad = labels.findIndex((label) => label >= CLASSES);
  if (bad >= 0) {
    throw new Error(`${name}: byte ${LABELS_HEADER + bad} is ${labels[bad]}; labels are 0 to 9`);
  }
  return labels;
}

/** Images and labels that belong together, 28 × 28. */
export function pairDigits(images: IdxImages, labels: Uint8Array, name = 'set'): DigitSet {
  if (images.rows !== 28 || images.columns !== 28) {
    throw new Error(`${name}: images of ${images.rows} × ${images.columns}; expected 28 × 28`);
  }
  if (images.count !== labels.length) {
    throw new Error(
      `${name}: ${images.count} images but ${labels.length} labels; take both files of one set`,
    );
  }
  return { count: images.count, images: images.bytes, labels };
}

function asBytes(data: ArrayBuffer | Uint8Array): Uint8Array {
  return data instanceof Uint8Array ? data : new Uint8Array(data);
}

function openHeader(bytes: Uint8Array, name: string, magic: number, header: number): DataView {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw new Error(`${name}: still packed (gzip, bytes 0–1 are 1f 8b); gunzip it first`);
  }
  if (bytes.length < header) {
    throw new Error(`${name}: ${bytes.length} bytes, shorter than its header of ${header}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic) {
    throw new Error(`${name}: bytes 0–3 are ${hex(found)}, expected ${hex(magic)}; ${hint(found)}`);
  }
  return view;
}

function hint(found: number): string {
  if (found === IMAGES_MAGIC) return 'this is a file of images: give the labels (idx1) here';
  if (found === LABELS_MAGIC) return 'this is a file of labels: give the images (idx3) here';
  return 'this is not an IDX file of bytes';
}

function requireLength(
  bytes: Uint8Array,
  name: string,
  header: number,
  body: number,
  what: string,
): void {
  if (bytes.length === header + body) return;
  const fault = bytes.length < header + body ? 'cut short' : 'too long';
  throw new Error(
    `${name}: ${fault}: ${bytes.length} bytes, but its header announces ${what}, ` +
      `${header + body} bytes; download it again`,
  );
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
