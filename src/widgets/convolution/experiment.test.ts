import { expect, test } from 'vitest';
import { testPage } from '../../../tests/support/page.ts';
import { attributes } from './attributes.ts';
import { answerer, playerOf } from './experiment.ts';

const written = attributes.parse({ experiment: 'edge' });

test('another count of steps keeps the window: all of its products are done', () => {
  const page = testPage();
  const player = playerOf(page, written);
  // The page keeps the playhead as a setting, which comes back as a change.
  player.subscribe(({ step }) => page.setSetting('edge/step', step));
  player.getState().seek(2);
  page.setSetting('edge/pace', 'product');
  expect(player.getState()).toMatchObject({ length: 81, step: 26 });
  page.setSetting('edge/pace', undefined);
  expect(player.getState()).toMatchObject({ length: 9, step: 2 });
});

test('there are as many steps as windows, whatever changes', () => {
  const page = testPage();
  const player = playerOf(page, written);
  page.setSetting('edge/padding', 'full');
  expect(player.getState().length).toBe(49);
  page.setSetting('edge/picture', 'digit');
  expect(player.getState().length).toBe(900);
  page.setSetting('edge/stride', 2);
  page.setSetting('edge/padding', 'torch');
  expect(player.getState().length).toBe(1);
  page.reset();
  expect(player.getState().length).toBe(9);
});

test('questions are answered under the settings that they bring', () => {
  const page = testPage();
  const answer = answerer(written, page);
  const ask = (cell: string, settings: Record<string, string | number> = {}) =>
    answer(cell, page.quantities.getState(), settings);
  expect(ask('out(28)')).toBe(26);
  expect(ask('out(28)', { 'edge/padding': 'full' })).toBe(30);
  expect(ask('out(32)', { 'edge/padding': 'half', 'edge/stride': 2 })).toBe(16);
  expect(ask('cover.2.2')).toBe(9);
  expect(ask('y.0.0', { 'edge/mode': 'convolution' })).toBe(-(ask('y.0.0') ?? 0));
  expect(ask('y.9.9')).toBeUndefined();
  expect(ask('out', { 'edge/padding': 'torch', 'edge/stride': 2 })).toBeUndefined();
});

test('numbers that make no square are refused, and the written ones stand in', () => {
  const page = testPage();
  const answer = answerer(written, page);
  for (const values of [[1, 2, 3], [], new Array(25).fill(Number.NaN), new Array(400).fill(1)]) {
    page.setQuantity('edge/input', values, [values.length]);
    expect(answer('out', page.quantities.getState(), {})).toBe(3);
  }
});
