import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openWeights } from './open-weights.ts';

it('reads a file in the page itself where there are no workers', async () => {
  const file = new Blob([readFileSync('public/models/perceptron.safetensors')]);
  const { network } = await openWeights(file, new AbortController().signal);
  expect(network).toBe('perceptron');
  const damaged = openWeights(new Blob(['{']), new AbortController().signal);
  await expect(damaged).rejects.toThrow('the text is not whole JSON; was the file cut off?');
});

it('reads nothing when it is stopped, nor a file that is too large to be one', async () => {
  const stopped = openWeights(new Blob(['{}']), AbortSignal.abort(new Error('stopped')));
  await expect(stopped).rejects.toThrow('stopped');
  const huge = openWeights(new Blob([new Uint8Array(65 * 2 ** 20)]), AbortSignal.abort());
  await expect(huge).rejects.toThrow('the file has 65.0 MB');
});
