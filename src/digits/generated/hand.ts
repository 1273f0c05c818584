/** A hand: how one person's writing, on one occasion, departs from a style's plain bones. */
import type { Random } from '../random.ts';
import type { Drawing, Point } from '../strokes.ts';

export interface Hand {
  /** How much the knots move, in heights of the digit (standard deviation). */
  readonly knot: number;
  /** Map of the plane. */
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
  /** Narrowing towards the bottom (negative: the top), per height. */
  readonly taper: number;
  /** Slow waves that bend the whole digit. */
  readonly waves: readonly Wave[];
}

interface Wave {
  readonly across: number;
  readonly down: number;
  readonly phase: number;
  readonly x: number;
  readonly y: number;
}

export function randomHand(random: Random): Hand {
  const width = Math.exp(random.normal(0, 0.22));
  const slant = random.normal(0.12, 0.22);
  const angle = random.normal(0, 0.09);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const bend = Math.abs(random.normal(0, 0.022));
  return {
    knot: Math.abs(random.normal(0, 0.016)),
    xx: cos * width,
    xy: -cos * slant - sin,
    yx: sin * width,
    yy: cos - sin * slant,
    taper: random.normal(0, 0.1),
    waves: Array.from({ length: 3 }, () => randomWave(random, bend)),
  };
}

function randomWave(random: Random, bend: number): Wave {
  return {
    across: random.between(-5, 5),
    down: random.between(-5, 5),
    phase: random.between(0, 2 * Math.PI),
    x: random.normal(0, bend),
    y: random.normal(0, bend),
  };
}

/** The drawing as this hand would have made it; (0.35, 0.5) is the digit's middle. */
export function writeBy(hand: Hand, drawing: Drawing): Drawing {
  return drawing.map((stroke) => stroke.map((point) => moved(hand, point)));
}

function moved(hand: Hand, point: Point): Point {
  let x = point.x - 0.35;
  let y = point.y - 0.5;
  for (const wave of hand.waves) {
    const swing = Math.sin(wave.across * point.x + wave.down * point.y + wave.phase);
    x += wave.x * swing;
    y += wave.y * swing;
  }
  x *= 1 - hand.taper * y;
  return { x: hand.xx * x + hand.xy * y, y: hand.yx * x + hand.yy * y };
}
