import { expect, test } from 'vitest';
import { sampleDigit } from '../digits/samples.ts';
import { createLabStore } from './lab-store.ts';

test('what the other network said is gone as soon as one is chosen, the drawing is not', () => {
  const store = createLabStore();
  const [, mlp] = store.getState().networks;
  store.getState().draw(sampleDigit(4));
  store.getState().setNetwork(mlp);
  expect(store.getState()).toMatchObject({ network: mlp, recordedRevision: -1, revision: 1 });
  expect(store.getState().drawing).toEqual(sampleDigit(4));
});
