import { describe, expect, test } from 'vitest';
import { type NetworkName, networks } from '../core/networks/networks.ts';
import { createLab } from './lab-instrument.ts';
import { modelOf } from './lab-model.ts';
import { shipped } from './networks/network.ts';

describe.each<NetworkName>(['cnn', 'mlp'])('the timeline of the %s', (name) => {
  const model = modelOf(networks[name]);

  test('goes forward, to the loss, back, and ends with the update', () => {
    const kinds = model.steps.map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(['forward', 'loss', 'backward', 'update']);
    expect(kinds.at(-1)).toBe('update');
    expect(model.steps[model.restAt + 1].kind).toBe('loss');
    expect(model.segments.length).toBe(kinds.length);
    expect(model.insides.length).toBe(kinds.length);
  });
});

test('a layer that sweeps has a moment for each place, one that does not has one', () => {
  const { steps, insides } = modelOf(networks.cnn);
  const of = (pass: 'forward' | 'backward', kind: string) =>
    steps.flatMap((step, at) => (step.kind === pass && step.node.kind === kind ? insides[at] : []));
  expect(of('forward', 'conv2d').map(({ count }) => count)).toEqual([576, 100]);
  expect(of('forward', 'conv2d')[0]).toEqual({ count: 576, across: 24, noun: 'window' });
  expect(of('forward', 'maxPool2d').map(({ count }) => count)).toEqual([144, 25]);
  // The units of a vector are told apart in any case.
  expect(of('forward', 'relu').map(({ count }) => count)).toEqual([1, 1, 64]);
  expect(of('forward', 'dense').map(({ count, noun }) => `${count} ${noun}`)).toEqual([
    '64 unit',
    '10 unit',
  ]);
  expect(of('backward', 'conv2d').map(({ count, noun }) => `${count} ${noun}`)).toEqual([
    '144 pixel',
    '784 pixel',
  ]);
});

test('another network stops play and has its own steps, before anything is drawn of it', () => {
  const { store, player } = createLab();
  const mlp = shipped('mlp');
  const { steps, restAt } = modelOf(mlp.graph);
  player.getState().last();
  const seen: number[] = [];
  player.subscribe(({ step, length }) => seen.push(length - step));
  store.getState().setNetwork(mlp);
  expect(player.getState()).toMatchObject({ length: steps.length, step: restAt, playing: false });
  expect(seen.every((left) => left > 0)).toBe(true);
});
