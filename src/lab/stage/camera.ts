import { interpolateZoom } from 'd3';
import type { Place } from '../../draw/wire.ts';
import { NEAREST, type Nearer } from '../zoom.ts';
import type { Rect } from './layout.ts';
import type { Size } from './use-size.ts';

/** How the world is seen: screen = k · world + (x, y). */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** The world as it is: one pixel of it is one of the screen. */
export const plainSight: Camera = { x: 0, y: 0, k: 1 };

export const toScreen = ({ x, y, k }: Camera, at: Place): Place => ({
  x: k * at.x + x,
  y: k * at.y + y,
});

export const toWorld = ({ x, y, k }: Camera, at: Place): Place => ({
  x: (at.x - x) / k,
  y: (at.y - y) / k,
});

export const rectOnScreen = ({ x, y, k }: Camera, rect: Rect): Rect => ({
  x: k * rect.x + x,
  y: k * rect.y + y,
  width: k * rect.width,
  height: k * rect.height,
});

/** The camera for which `rect` fills `frame` as far as it can, in the middle of it. */
export function framing(rect: Rect, frame: Rect): Camera {
  const k = Math.min(frame.width / rect.width, frame.height / rect.height);
  return {
    k,
    x: frame.x + frame.width / 2 - k * (rect.x + rect.width / 2),
    y: frame.y + frame.height / 2 - k * (rect.y + rect.height / 2),
  };
}

/** Nearer or farther by a factor, with the point under the finger staying where it is. */
export function zoomedAt(camera: Camera, home: Camera, at: Place, factor: number): Camera {
  const k = Math.min(home.k * NEAREST, Math.max(home.k, camera.k * factor));
  const still = toWorld(camera, at);
  return { k, x: at.x - k * still.x, y: at.y - k * still.y };
}

/** Held so that what the resting place shows never leaves the stage; at its own scale, it rests. */
export function held(camera: Camera, home: Camera, { width, height }: Size): Camera {
  if (camera.k <= home.k * 1.001) return home;
  const first = toWorld(home, { x: 0, y: 0 });
  const last = toWorld(home, { x: width, y: height });
  const within = (at: number, low: number, high: number) => Math.min(high, Math.max(low, at));
  return {
    k: camera.k,
    x: within(camera.x, width - camera.k * last.x, -camera.k * first.x),
    y: within(camera.y, height - camera.k * last.y, -camera.k * first.y),
  };
}

/** A camera in terms of a resting place, whatever the size of the screen; undefined at rest. */
export function maybeNearerOf(camera: Camera, home: Camera, { width, height }: Size) {
  if (camera === home) return undefined;
  const middle = toScreen(home, toWorld(camera, { x: width / 2, y: height / 2 }));
  // A millionth of the picture is a hundredth of a pixel, and takes little room in a link.
  const rounded = (value: number) => Number(value.toFixed(6));
  const nearer: Nearer = {
    by: rounded(camera.k / home.k),
    x: rounded(middle.x / width),
    y: rounded(middle.y / height),
  };
  return nearer;
}

/** The camera that these terms speak of, on a stage of this size. */
export function cameraOf({ by, x, y }: Nearer, home: Camera, size: Size): Camera {
  const { width, height } = size;
  const middle = toWorld(home, { x: x * width, y: y * height });
  const k = home.k * by;
  return held({ k, x: width / 2 - k * middle.x, y: height / 2 - k * middle.y }, home, size);
}

/** The way from one camera to another as the eye likes it: out, across, and in, evenly. */
export function flightBetween(from: Camera, to: Camera, { width, height }: Size) {
  const view = (camera: Camera): [number, number, number] => {
    const middle = toWorld(camera, { x: width / 2, y: height / 2 });
    return [middle.x, middle.y, width / camera.k];
  };
  const path = interpolateZoom(view(from), view(to));
  return (share: number): Camera => {
    if (share <= 0) return from;
    if (share >= 1) return to;
    const [x, y, across] = path(share);
    const k = width / across;
    return { k, x: width / 2 - k * x, y: height / 2 - k * y };
  };
}
