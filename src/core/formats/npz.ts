import type { HostTensor } from '../../trace/tensor.ts';
import { formatNpy, NpyError, parseNpy } from './npy.ts';
import { formatZip, parseZip } from './zip.ts';

const ending = '.npy';

/**
 * The arrays of a `.npz` file by name, as `np.savez` and `np.savez_compressed` write them. Rejects
 * with a `ZipError` or an `NpyError` that says what is wrong, where, and what to do.
 */
export async function parseNpz(bytes: Uint8Array): Promise<Record<string, HostTensor>> {
  const files = await parseZip(bytes);
  if (files.length === 0) throw new NpyError('the file holds no arrays');
  const arrays = files.map(({ name, bytes: npy }): [string, HostTensor] => {
    if (!name.endsWith(ending)) {
      throw new NpyError(`it holds "${name}", which is no array (${ending}); is it a .npz file?`);
    }
    const array = name.slice(0, -ending.length);
    return [array, parseNpy(array, npy)];
  });
  // A name may be "__proto__": entries are made, not assigned.
  return Object.fromEntries(arrays);
}

/** The inverse: one stored `.npy` for each tensor, so that `np.load(file)[name]` is that tensor. */
export function formatNpz(tensors: Readonly<Record<string, HostTensor>>): Uint8Array {
  return formatZip(
    Object.entries(tensors).map(([name, tensor]) => ({
      name: `${name}${ending}`,
      bytes: formatNpy(tensor),
    })),
  );
}
