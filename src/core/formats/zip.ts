/** One file in a zip archive. */
interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A zip archive that cannot be read; the message says what, where and what to do. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/** What a zip may unpack to in all, bytes: far above any network here, far below what hurts. */
const largestWhole = 256 * 2 ** 20;
const mostEntries = 4096;
/** No deflated byte stands for more. */
const mostSwelling = 1032;

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const headerSize = { local: 30, central: 46, end: 22 };
const unknown32 = 0xffffffff;

/** What the directory at the archive's end says of one file. */
interface Listed {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * The files in a zip archive, stored or deflated, each held against its checksum, in the order of
 * the directory. Refused, with the reason: encrypted, split or cut-off archives, names that occur
 * twice, anything that would unpack to more than 256 MiB or to other sizes than the directory says.
 */
export async function parseZip(bytes: Uint8Array): Promise<readonly ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const listed = directoryOf(bytes, view);
  const names = new Set<string>();
  let whole = 0;
  for (const { name, flags, method, size } of listed) {
    if (names.has(name)) fail(`"${name}" is in the archive twice`);
    names.add(name);
    if ((flags & 1) !== 0) fail(`"${name}" is encrypted; save it without a password`);
    if (method !== 0 && method !== 8) {
      fail(`"${name}" is packed by method ${method}; readable are stored (0) and deflated (8)`);
    }
    whole += size;
    if (whole > largestWhole) {
      fail(
        `it unpacks to more than ${largestWhole / 2 ** 20} MiB; that is too large for this page`,
      );
    }
  }
  const entries: ZipEntry[] = [];
  for (const entry of listed) {
    const unpacked = await unpack(entry, bodyOf(entry, bytes, view));
    if (crcOf(unpacked) !== entry.crc) {
      fail(`"${entry.name}" does not fit its checksum: the file is damaged`);
    }
    entries.push({ name: entry.name, bytes: unpacked });
  }
  return entries;
}

/** A zip archive of stored files, dated 1 January 1980: the same files give the same bytes. */
export function formatZip(files: readonly ZipEntry[]): Uint8Array {
  const encoder = new TextEncoder();
  const named = files.map(({ name, bytes }) => ({ name: encoder.encode(name), bytes }));
  const sizes = named.map(({ name, bytes }) => headerSize.local + name.length + bytes.length);
  const directoryAt = sizes.reduce((sum, size) => sum + size, 0);
  const directorySize = named.reduce((sum, { name }) => sum + headerSize.central + name.length, 0);
  const out = new Uint8Array(directoryAt + directorySize + headerSize.end);
  const view = new DataView(out.buffer);
  let at = 0;
  let listedAt = directoryAt;
  for (const [i, { name, bytes }] of named.entries()) {
    const crc = crcOf(bytes);
    view.setUint32(at, signature.local, true);
    writeCommon(view, at + 4, name.length, bytes.length, crc);
    out.set(name, at + headerSize.local);
    out.set(bytes, at + headerSize.local + name.length);
    view.setUint32(listedAt, signature.central, true);
    view.setUint16(listedAt + 4, 20, true); // made by version 2.0
    writeCommon(view, listedAt + 6, name.length, bytes.length, crc);
    view.setUint32(listedAt + 42, at, true);
    out.set(name, listedAt + headerSize.central);
    at += sizes[i];
    listedAt += headerSize.central + name.length;
  }
  view.setUint32(listedAt, signature.end, true);
  view.setUint16(listedAt + 8, files.length, true);
  view.setUint16(listedAt + 10, files.length, true);
  view.setUint32(listedAt + 12, directorySize, true);
  view.setUint32(listedAt + 16, directoryAt, true);
  return out;
}

/** The 26 bytes that a file's own header and its line in the directory have in common. */
function writeCommon(view: DataView, at: number, name: number, size: number, crc: number): void {
  view.setUint16(at, 20, true); // version 2.0 reads it
  view.setUint16(at + 2, 0x800, true); // names are UTF-8
  view.setUint16(at + 8, 0x21, true); // the first day that zip knows
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name, true);
}

function directoryOf(bytes: Uint8Array, view: DataView): readonly Listed[] {
  const end = endOf(bytes, view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === unknown32) fail('it is a zip64 archive; those are not read');
  if (view.getUint16(end + 8, true) !== count) fail('it is one part of a split archive');
  if (count > mostEntries) fail(`it holds ${count} files; at most ${mostEntries} are read`);
  const decoder = new TextDecoder();
  const listed: Listed[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + headerSize.central > end || view.getUint32(at, true) !== signature.central) {
      fail(`line ${i + 1} of its directory (byte ${at}) is damaged`);
    }
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const next = at + headerSize.central + name + extra + comment;
    if (next > end) fail(`line ${i + 1} of its directory (byte ${at}) is damaged`);
    listed.push({
      name: decoder.decode(bytes.subarray(at + headerSize.central, at + headerSize.central + name)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return listed;
}

/** Where the end record begins: a comment of at most 65,535 bytes may follow it. */
function endOf(bytes: Uint8Array, view: DataView): number {
  const last = bytes.length - headerSize.end;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== signature.end) continue;
    if (at + headerSize.end + view.getUint16(at + 20, true) === bytes.length) return at;
  }
  return fail(
    `its ${bytes.length} bytes do not end as a zip archive does; is it one, and is it whole?`,
  );
}

/** The packed bytes of one file, past its own header. */
function bodyOf({ name, packed, at }: Listed, bytes: Uint8Array, view: DataView): Uint8Array {
  if (at + headerSize.local > bytes.length || view.getUint32(at, true) !== signature.local) {
    fail(`"${name}" does not begin at byte ${at}, where the directory has it`);
  }
  const [nameLength, extra] = [26, 28].map((place) => view.getUint16(at + place, true));
  const from = at + headerSize.local + nameLength + extra;
  if (from + packed > bytes.length) {
    fail(`"${name}" ends at byte ${from + packed}, the archive at ${bytes.length}: it is cut off`);
  }
  return bytes.subarray(from, from + packed);
}

async function unpack({ name, method, size }: Listed, body: Uint8Array): Promise<Uint8Array> {
  if (method === 0) {
    if (body.length !== size) {
      fail(`"${name}" has ${body.length} bytes, its directory says ${size}`);
    }
    return body;
  }
  if (size > body.length * mostSwelling) {
    fail(`"${name}" announces ${size} bytes, more than its ${body.length} can unpack to`);
  }
  const out = new Uint8Array(size);
  let filled = 0;
  // Never more than one chunk beyond what was announced: a file that swells is let go.
  const reader = new Blob([body.slice()])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (filled + part.value.length > size) {
        await reader.cancel();
        filled = Number.POSITIVE_INFINITY;
        break;
      }
      out.set(part.value, filled);
      filled += part.value.length;
    }
  } catch {
    fail(`"${name}" cannot be unpacked: the file is damaged`);
  }
  if (filled !== size) fail(`"${name}" does not unpack to the ${size} bytes that it announces`);
  return out;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 as zip has it (ISO 3309). */
function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}

function fail(message: string): never {
  throw new ZipError(message);
}
