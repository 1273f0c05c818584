import { describe, expect, test } from 'vitest';
import { type Clock, createPlayer, maybeMoment, momentsDone, startOf } from './player.ts';

/** A clock that is turned by hand. */
function handClock() {
  let now = 0;
  let waiting: ((now: number) => void) | undefined;
  const clock: Clock = {
    request(tick) {
      waiting = tick;
      return 1;
    },
    cancel() {
      waiting = undefined;
    },
  };
  const turn = (milliseconds: number) => {
    now += milliseconds;
    const tick = waiting;
    waiting = undefined;
    tick?.(now);
  };
  return { clock, turn, asleep: () => waiting === undefined };
}

interface Wanted {
  readonly length: number;
  readonly step?: number;
  readonly reduced?: boolean;
  readonly moments?: (step: number) => number;
}

const start = (options: Wanted) => {
  const hand = handClock();
  const player = createPlayer({
    ...options,
    clock: hand.clock,
    reducedMotion: () => options.reduced ?? false,
  });
  return { player, ...hand };
};

describe('a player', () => {
  test('rests where it was put, and no clock runs', () => {
    const { player, asleep } = start({ length: 5, step: 3 });
    expect(player.getState()).toMatchObject({ step: 3, progress: 1, playing: false });
    expect(asleep()).toBe(true);
  });

  test('glides through one step forward and rests at its end', () => {
    const { player, turn, asleep } = start({ length: 5 });
    player.getState().forward();
    expect(player.getState()).toMatchObject({ step: 1, progress: 0 });
    turn(16);
    turn(175);
    expect(player.getState().progress).toBeCloseTo(0.5);
    turn(1000);
    expect(player.getState()).toMatchObject({ step: 1, progress: 1, playing: false });
    expect(asleep()).toBe(true);
  });

  test('two quick presses forward are two steps', () => {
    const { player } = start({ length: 5 });
    player.getState().forward();
    player.getState().forward();
    expect(player.getState().step).toBe(2);
  });

  test('finishes a step that a reader scrubbed into before it goes on', () => {
    const { player } = start({ length: 5 });
    player.getState().seek(2, 0.4);
    player.getState().forward();
    expect(player.getState()).toMatchObject({ step: 2, progress: 1 });
  });

  test('steps back at once, and never before the first', () => {
    const { player } = start({ length: 5, step: 1 });
    player.getState().back();
    player.getState().back();
    expect(player.getState()).toMatchObject({ step: 0, progress: 1 });
  });

  test('plays to the last step and stops there', () => {
    const { player, turn, asleep } = start({ length: 3 });
    player.getState().play();
    turn(0);
    for (let i = 0; i < 30; i++) turn(100);
    expect(player.getState()).toMatchObject({ step: 2, progress: 1, playing: false });
    expect(asleep()).toBe(true);
  });

  test('begins anew when it is played at its end', () => {
    const { player, turn } = start({ length: 3, step: 2 });
    player.getState().play();
    turn(0);
    expect(player.getState()).toMatchObject({ step: 0, playing: true });
  });

  test('runs backwards in time', () => {
    const { player, turn } = start({ length: 3, step: 1 });
    player.getState().setDirection(-1);
    player.getState().play();
    turn(0);
    turn(1500);
    expect(player.getState().step).toBe(0);
    expect(player.getState().progress).toBeCloseTo(0.5);
    turn(600);
    expect(player.getState()).toMatchObject({ step: 0, progress: 0, playing: false });
  });

  test('takes half the time at double speed', () => {
    const { player, turn } = start({ length: 3 });
    player.getState().setSpeed(2);
    player.getState().play();
    turn(0);
    turn(250);
    expect(player.getState()).toMatchObject({ step: 1, progress: 0.5 });
  });

  test('with reduced motion jumps from rest to rest', () => {
    const { player, turn } = start({ length: 3, reduced: true });
    player.getState().forward();
    expect(player.getState()).toMatchObject({ step: 1, progress: 1 });
    player.getState().first();
    player.getState().play();
    turn(0);
    turn(600);
    expect(player.getState()).toMatchObject({ step: 0, progress: 1, playing: true });
    turn(600);
    expect(player.getState()).toMatchObject({ step: 1, progress: 1, playing: true });
  });

  test('plays on and backwards by its two switches, and turns round in the middle', () => {
    const { player, turn, asleep } = start({ length: 5, step: 2 });
    player.getState().toggle();
    turn(0);
    turn(500);
    expect(player.getState()).toMatchObject({ step: 3, progress: 0.5, playing: true });
    player.getState().toggleBack();
    turn(0);
    turn(250);
    expect(player.getState()).toMatchObject({ step: 3, progress: 0.25, direction: -1 });
    player.getState().toggleBack();
    expect(player.getState()).toMatchObject({ progress: 0.25, playing: false, moving: false });
    expect(asleep()).toBe(true);
    player.getState().toggleBack();
    player.getState().toggle();
    expect(player.getState().playing).toBe(false);
    player.getState().toggle();
    expect(player.getState()).toMatchObject({ playing: true, direction: 1 });
  });

  test('does not play what nobody saw: a page that slept goes on where it was', () => {
    const { player, turn } = start({ length: 9 });
    player.getState().play();
    turn(0);
    turn(250);
    turn(60_000);
    expect(player.getState()).toMatchObject({ step: 1, progress: 0.25, playing: true });
    turn(250);
    expect(player.getState()).toMatchObject({ step: 1, progress: 0.5 });
  });

  test('says that it moves while it glides, and no longer', () => {
    const { player, turn } = start({ length: 5 });
    player.getState().forward();
    expect(player.getState()).toMatchObject({ playing: false, moving: true });
    turn(0);
    turn(400);
    expect(player.getState().moving).toBe(false);
  });

  test('stays in range when the number of steps shrinks', () => {
    const { player } = start({ length: 9, step: 8 });
    player.getState().setLength(4);
    expect(player.getState()).toMatchObject({ length: 4, step: 3 });
  });
});

describe('moments of a step', () => {
  const moments = (step: number) => [1, 4, 1][step];
  const walk = (player: ReturnType<typeof start>['player'], way: 'nextMoment' | 'previousMoment') =>
    Array.from({ length: 8 }, () => {
      player.getState()[way]();
      const { step, progress } = player.getState();
      return progress === 1 ? `${step} done` : `${step}:${momentsDone(progress, moments(step))}`;
    });

  test('are walked one by one, on into the next step and back', () => {
    const { player, asleep } = start({ length: 3, moments });
    const on = ['1:0', '1:1', '1:2', '1:3', '1 done', '2 done', '2 done', '2 done'];
    expect(walk(player, 'nextMoment')).toEqual(on);
    const back = ['1 done', '1:3', '1:2', '1:1', '1:0', '0 done', '0 done', '0 done'];
    expect(walk(player, 'previousMoment')).toEqual(back);
    expect(asleep()).toBe(true);
  });

  test('begin where those before them are done, for any number of them', () => {
    for (let count = 1; count <= 600; count++) {
      for (const index of [0, 1, Math.floor(count / 2), count - 1, count]) {
        expect(momentsDone(startOf(index, count), count)).toBe(index);
        expect(Math.floor(startOf(index, count) * count)).toBe(index);
      }
    }
  });

  test('are equal shares of it', () => {
    expect(momentsDone(0, 4)).toBe(0);
    expect(momentsDone(0.5, 4)).toBe(2);
    expect(momentsDone(1, 4)).toBe(4);
    expect(maybeMoment(0.74, 4)).toBe(2);
    expect(maybeMoment(1, 4)).toBeUndefined();
  });
});
