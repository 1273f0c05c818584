import { describe, expect, it } from 'vitest';
import { formatSafetensors, parseSafetensors, type Safetensors } from './safetensors.ts';

const file: Safetensors = {
  tensors: {
    'conv.w': { shape: [2, 3], dtype: 'float32', data: Float32Array.of(1, -2, 0.5, 0, 1e-40, 3) },
    count: { shape: [], dtype: 'int32', data: Int32Array.of(-7) },
    exact: { shape: [1], dtype: 'float64', data: Float64Array.of(0.1) },
  },
  metadata: { seed: '7' },
};

function altered(change: (header: Record<string, unknown>) => void): Uint8Array {
  const bytes = formatSafetensors(file);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header: Record<string, unknown> = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)),
  );
  change(header);
  const text = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(8 + text.length + bytes.length - 8 - length);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  out.set(bytes.subarray(8 + length), 8 + text.length);
  return out;
}

describe('safetensors', () => {
  it('come back bit for bit', () => {
    const read = parseSafetensors(formatSafetensors(file));
    expect(read).toEqual(file);
  });
  it('are refused with the reason when damaged', () => {
    const bytes = formatSafetensors(file);
    expect(() => parseSafetensors(bytes.subarray(0, 6))).toThrow('only 6 bytes');
    expect(() => parseSafetensors(bytes.subarray(0, bytes.length - 4))).toThrow('cut off');
    expect(() => parseSafetensors(new TextEncoder().encode('<!doctype html><html>'))).toThrow(
      'is this a safetensors file',
    );
    const wide = altered((header) => {
      header['conv.w'] = { dtype: 'BF16', shape: [2, 3], data_offsets: [0, 24] };
    });
    expect(() => parseSafetensors(wide)).toThrow('tensor "conv.w": dtype "BF16"');
    const short = altered((header) => {
      header['conv.w'] = { dtype: 'F32', shape: [2, 4], data_offsets: [0, 24] };
    });
    expect(() => parseSafetensors(short)).toThrow('24 bytes do not hold 2 × 4 numbers of 4 bytes');
  });
  it.each([
    ['overlap', [0, 24], [20, 24], 'tensor "count": its bytes begin at 20, within another tensor'],
    ['leave a hole', [0, 24], [28, 32], 'bytes 24–27 after the header belong to no tensor'],
  ])('are refused where tensors %s', (_, first, second, message) => {
    const bytes = altered((header) => {
      header['conv.w'] = { dtype: 'F32', shape: [2, 3], data_offsets: first };
      header.count = { dtype: 'I32', shape: [], data_offsets: second };
    });
    expect(() => parseSafetensors(bytes)).toThrow(message);
  });
  it('are refused with bytes at the end that nobody asked for', () => {
    const bytes = formatSafetensors(file);
    const longer = new Uint8Array(bytes.length + 3);
    longer.set(bytes);
    expect(() => parseSafetensors(longer)).toThrow('bytes 36–38 after the header');
  });
  it('may have names that objects are born with, and no such dtypes', () => {
    const [tensor] = Object.values(file.tensors);
    const tensors = Object.fromEntries(['__proto__', 'constructor'].map((name) => [name, tensor]));
    const odd = formatSafetensors({ tensors, metadata: {} });
    expect(Object.keys(parseSafetensors(odd).tensors)).toEqual(['__proto__', 'constructor']);
    const born = altered((header) => {
      header['conv.w'] = { dtype: 'constructor', shape: [2, 3], data_offsets: [0, 24] };
    });
    expect(() => parseSafetensors(born)).toThrow('dtype "constructor"; readable are F32, F64, I32');
  });
});
