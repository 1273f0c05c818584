import { formatSafetensors, parseSafetensors } from '../core/formats/safetensors.ts';
import type { HostTensor } from '../trace/tensor.ts';
import type { Trainer } from './trainer.ts';

/** The whole state of a training run as one safetensors file, its recipe in the metadata. */
export function formatCheckpoint(trainer: Trainer): Uint8Array {
  const row = (data: Float32Array): HostTensor => ({
    shape: [data.length],
    dtype: 'float32',
    data,
  });
  const tensors: Record<string, HostTensor> = {
    weights: row(trainer.row),
    average: row(trainer.average),
  };
  for (const { id } of trainer.layout.params) {
    tensors[`adam.first.${id}`] = row(trainer.adam.first[id]);
    tensors[`adam.second.${id}`] = row(trainer.adam.second[id]);
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
  const fill = (name: string, to: Float32Array) => {
    const tensor = tensors[name];
    if (tensor?.data.length !== to.length) {
      throw new Error(`the checkpoint has no "${name}" of ${to.length} numbers`);
    }
    to.set(Float32Array.from(tensor.data));
  };
  fill('weights', trainer.row);
  fill('average', trainer.average);
  for (const { id } of trainer.layout.params) {
    fill(`adam.first.${id}`, trainer.adam.first[id]);
    fill(`adam.second.${id}`, trainer.adam.second[id]);
  }
  trainer.adam.step = Number(metadata.step);
}
