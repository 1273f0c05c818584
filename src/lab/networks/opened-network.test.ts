import { expect, test } from 'vitest';
import { createLabStore } from '../lab-store.ts';
import { openedNetwork, shortTitle } from './opened-network.ts';

const file = { network: 'perceptron', weights: {}, format: 'JSON' } as const;

test('a file’s name is shortened to a title: the beginning and the end stay', () => {
  expect(shortTitle('epoch_3.json')).toBe('epoch_3');
  expect(shortTitle('mnist-cnn-seed-7-epoch-012.safetensors')).toBe('mnist-cnn-…och-012');
  expect(shortTitle('.npz')).toBe('.npz');
});

test('a network from a file says what it is, and what the file says of itself', () => {
  const about = (facts?: object) => {
    const { weights } = openedNetwork('unit.json', { ...file, facts });
    return weights.from === 'file' && weights.about;
  };
  expect(about()).toBe('unit.json: a perceptron, from JSON.');
  expect(about({ final_accuracy: 0.9804, training_samples: 372, data_type: 'EMNIST' })).toBe(
    'unit.json: a perceptron, from JSON. It says of itself: 98.0% right after 372 digits of EMNIST.',
  );
  expect(about({ learning_rate: 0.01 })).toBe(
    'unit.json: a perceptron, from JSON. It says of itself: at a rate of 0.01.',
  );
});

test('the same file opened again takes the old one’s place; removed, the first network reads', () => {
  const store = createLabStore();
  const { addNetwork, setNetwork, removeNetwork } = store.getState();
  for (let time = 0; time < 2; time++) {
    const network = openedNetwork('unit.json', file);
    addNetwork(network);
    setNetwork(network);
  }
  expect(store.getState().networks.map(({ id }) => id)).toEqual([
    'cnn',
    'mlp',
    'perceptron',
    'file:unit.json',
  ]);
  expect(store.getState().label).toBe(3);
  removeNetwork('file:unit.json');
  expect(store.getState().network.id).toBe('cnn');
  expect(store.getState().networks).toHaveLength(3);
});
