import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createPlayer, type PlayerState } from '../player/player.ts';
import type { Settings } from './definition.ts';
import { tiePlayhead } from './playhead.ts';

const written = 321;

/** A figure whose control sets how many steps there are, and that listens before its playhead. */
function figure(measure = (_now: PlayerState) => {}) {
  const settings = createStore<Settings>(() => ({}));
  const refused: string[] = [];
  const stepsUnder = ({ 'edge/small': small }: Settings) => (small === true ? 25 : 784);
  const player = createPlayer({ length: 784, step: written });
  settings.subscribe((now) => {
    const { length, setLength } = player.getState();
    if (stepsUnder(now) !== length) setLength(stepsUnder(now));
    measure(player.getState());
  });
  const page = {
    settings,
    setSetting: (name: string, value: Settings[string] | undefined) => {
      const { [name]: before, ...others } = settings.getState();
      if (before === value) return;
      settings.setState(value === undefined ? others : { ...others, [name]: value }, true);
    },
    refuse: (name: string) => refused.push(name),
  };
  tiePlayhead(page, 'edge/step', player, written);
  return { player, settings, refused, step: () => player.getState().step };
}

test('reset takes the playhead back, however many steps the link had', () => {
  const { settings, step, refused } = figure();
  settings.setState({ 'edge/small': true, 'edge/step': 24 }, true);
  expect(step()).toBe(24);
  settings.setState({}, true);
  expect(step()).toBe(written);
  expect(settings.getState()).toEqual({});
  expect(refused).toEqual([]);
});

test('a link from few steps to many, and back, is followed', () => {
  const { settings, step } = figure();
  settings.setState({ 'edge/small': true, 'edge/step': 3 }, true);
  settings.setState({ 'edge/step': 700 }, true);
  expect(step()).toBe(700);
  settings.setState({ 'edge/small': true, 'edge/step': 7 }, true);
  expect(step()).toBe(7);
  expect(settings.getState()).toEqual({ 'edge/small': true, 'edge/step': 7 });
});

test('a playhead that stands still takes no part in a reset', () => {
  const { player, settings, step } = figure((now) => now.setLength(784));
  settings.setState({ 'edge/step': 24 }, true);
  settings.setState({}, true);
  expect(step()).toBe(written);
  expect(settings.getState()).toEqual({});
  player.getState().seek(5);
  expect(settings.getState()).toEqual({ 'edge/step': 5 });
});

test('where the playhead no longer fits, the address says where it stands now', () => {
  const { settings, step } = figure();
  settings.setState({ 'edge/small': true }, true);
  expect(step()).toBe(24);
  expect(settings.getState()).toEqual({ 'edge/small': true, 'edge/step': 24 });
});

test('a step that there is not is refused, and the playhead stays', () => {
  const { settings, step, refused } = figure();
  for (const wanted of [784, -1, 1.5, 'two', true])
    settings.setState({ 'edge/step': wanted }, true);
  expect(step()).toBe(written);
  expect(refused).toHaveLength(5);
});
