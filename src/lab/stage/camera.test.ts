import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import {
  cameraOf,
  flightBetween,
  framing,
  held,
  maybeNearerOf,
  plainSight,
  toScreen,
  toWorld,
  zoomedAt,
} from './camera.ts';

const random = new Random(11);
const size = { width: 1072, height: 488 };

describe('the camera', () => {
  test('leads to the screen and back to the same place, at any scale', () => {
    for (let i = 0; i < 300; i++) {
      const camera = {
        x: random.between(-2000, 2000),
        y: random.between(-2000, 2000),
        k: Math.exp(random.between(-3, 3)),
      };
      const at = { x: random.between(-500, 1500), y: random.between(-500, 1500) };
      const back = toWorld(camera, toScreen(camera, at));
      expect(back.x).toBeCloseTo(at.x, 8);
      expect(back.y).toBeCloseTo(at.y, 8);
    }
  });

  test('frames a box: all of it is seen, in the middle, and it touches two sides', () => {
    for (let i = 0; i < 100; i++) {
      const rect = {
        x: random.between(-300, 900),
        y: random.between(-300, 900),
        width: random.between(10, 900),
        height: random.between(10, 900),
      };
      const camera = framing(rect, { x: 8, y: 40, width: 1056, height: 440 });
      const first = toScreen(camera, rect);
      const last = toScreen(camera, { x: rect.x + rect.width, y: rect.y + rect.height });
      expect(first.x).toBeGreaterThanOrEqual(8 - 1e-9);
      expect(first.y).toBeGreaterThanOrEqual(40 - 1e-9);
      expect(last.x).toBeLessThanOrEqual(1064 + 1e-9);
      expect(last.y).toBeLessThanOrEqual(480 + 1e-9);
      expect(Math.min(first.x - 8, first.y - 40)).toBeCloseTo(0, 8);
    }
  });

  test('keeps the point under the finger where it is while it goes nearer', () => {
    for (let i = 0; i < 100; i++) {
      const at = { x: random.between(0, 1072), y: random.between(0, 488) };
      const near = zoomedAt(plainSight, plainSight, at, random.between(1, 9));
      expect(toScreen(near, toWorld(plainSight, at)).x).toBeCloseTo(at.x, 8);
      expect(toScreen(near, toWorld(plainSight, at)).y).toBeCloseTo(at.y, 8);
    }
  });

  test('never shows less of the world than the resting place does, nor lets it be dragged away', () => {
    expect(held({ x: 40, y: -9, k: 0.5 }, plainSight, size)).toEqual(plainSight);
    for (let i = 0; i < 200; i++) {
      const camera = held(
        {
          x: random.between(-9000, 9000),
          y: random.between(-9000, 9000),
          k: random.between(1.01, 12),
        },
        plainSight,
        size,
      );
      const first = toWorld(camera, { x: 0, y: 0 });
      const last = toWorld(camera, { x: size.width, y: size.height });
      expect(first.x).toBeGreaterThanOrEqual(-1e-9);
      expect(first.y).toBeGreaterThanOrEqual(-1e-9);
      expect(last.x).toBeLessThanOrEqual(size.width + 1e-9);
      expect(last.y).toBeLessThanOrEqual(size.height + 1e-9);
    }
  });

  test('is told in terms of its resting place, and found again from them to a tenth of a pixel', () => {
    const home = framing({ x: 20, y: 9, width: 400, height: 300 }, { x: 0, y: 0, ...size });
    expect(maybeNearerOf(home, home, size)).toBeUndefined();
    for (let i = 0; i < 200; i++) {
      const at = { x: random.between(0, size.width), y: random.between(0, size.height) };
      const camera = held(zoomedAt(home, home, at, random.between(1.1, 12)), home, size);
      const nearer = maybeNearerOf(camera, home, size);
      if (!nearer) throw new Error('this camera is not at rest');
      const again = cameraOf(nearer, home, size);
      for (const place of [{ x: 20, y: 9 }, at]) {
        const [a, b] = [toScreen(camera, place), toScreen(again, place)];
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(0.1);
      }
      // On another screen the same part of the picture lies in the middle.
      const small = { width: size.width / 3, height: size.height / 3 };
      const rest = framing({ x: 20, y: 9, width: 400, height: 300 }, { x: 0, y: 0, ...small });
      const middle = toWorld(cameraOf(nearer, rest, small), {
        x: small.width / 2,
        y: small.height / 2,
      });
      const wanted = toWorld(again, { x: size.width / 2, y: size.height / 2 });
      expect(Math.hypot(middle.x - wanted.x, middle.y - wanted.y)).toBeLessThan(1e-6);
    }
  });

  test('flies from one place to the other and arrives exactly', () => {
    const near = { x: -900, y: -300, k: 2.6 };
    const flight = flightBetween(plainSight, near, size);
    expect(flight(0)).toEqual(plainSight);
    expect(flight(1)).toEqual(near);
    expect(flight(1e-6).k).toBeCloseTo(1, 4);
    expect(flight(1 - 1e-6).x).toBeCloseTo(near.x, 1);
  });
});
