import { formatSafetensors, parseSafetensors } from '../core/formats/safetensors.ts';
import type { AdamState } from '../core/optimizers/adam.ts';
import { type HostTensor, type Numbers, sizeOf } from '../trace/tensor.ts';
import type { Trainer } from './trainer.ts';

/** The whole state of a training run as one safetensors file, its recipe in the metadata. */
export function formatCheckpoint(trainer: Trainer): Uint8Array {
  const row = (data: Numbers): HostTensor => ({ shape: [data.length], dtype: 'float32', data });
  const tensors: Record<string, HostTensor> = {
    weights: row(trainer.row),
    average: row(trainer.average),
  };
  for (const { id } of trainer.layout.params) {
    tensors[`adam.first.${id}`] = row(trainer.adam[id].first);
    tensors[`adam.second.${id}`] = row(trainer.adam[id].second);
  }
  return formatSafetensors({
    tensors,
    metadata: { step: String(trainer.steps), recipe: JSON.stringify(trainer.recipe) },
  });
}

/** Puts a trainer where a checkpoint left off; throws when it is of another recipe or damaged. */
export function restoreCheckpoint(trainer: Trainer, bytes: Uint8Array): void {
  const { tensors, metadata } = parseSafetensors(bytes);
  if (metadata.recipe !== JSON.stringify(trainer.recipe)) {
    throw new Error(
      `this checkpoint belongs to another recipe (${metadata.recipe ?? 'none'}); give another --out folder, or remove it to start anew`,
    );
  }
  const read = (name: string, length: number): Float32Array => {
    const tensor = tensors[name];
    if (tensor?.data.length !== length) {
      throw new Error(
        `the checkpoint is damaged: it has no "${name}" of ${length} numbers; remove it to start anew`,
      );
    }
    return Float32Array.from(tensor.data);
  };
  const step = Number(metadata.step ?? Number.NaN);
  if (!Number.isInteger(step) || step < 0) {
    throw new Error(
      `the checkpoint is damaged: its "step" should be a whole number, and is ${JSON.stringify(metadata.step)}; remove it to start anew`,
    );
  }
  const weights = read('weights', trainer.row.length);
  const average = read('average', trainer.average.length);
  const adam = trainer.layout.params.map(({ id, shape }): [string, AdamState] => {
    const first = read(`adam.first.${id}`, sizeOf(shape));
    const second = read(`adam.second.${id}`, sizeOf(shape));
    return [id, { step, first, second }];
  });
  trainer.row.set(weights);
  trainer.average.set(average);
  trainer.adam = Object.fromEntries(adam);
  trainer.steps = step;
}
