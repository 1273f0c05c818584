/** What the ascent changes an image by, and what holds it. */
export interface Brakes {
  /** η ≥ 0. */
  readonly rate: number;
  /** λ ≥ 0: how strongly the image is pulled back to where it began. */
  readonly pull: number;
  /** σ ≥ 0, pixels: how far the gradient is blurred before it is followed. */
  readonly blur: number;
}

const SIDE = 28;

/**
 * One step of descent on the image, for the loss of the wanted digit. The blurred gradient is
 * followed, x − ηg; the pull λ/2 · ‖x − x₀‖² then is taken implicitly, which is stable at any
 * strength: what is left of the distance to x₀ is divided by 1 + ηλ. At last every pixel is kept
 * between paper and ink.
 *
 * @param image x, [784], 0 … 1
 * @param origin x₀, [784], 0 … 1
 * @param gradient of the loss by the image, [784]
 */
export function climbed(
  image: Float32Array,
  origin: Float32Array,
  gradient: ArrayLike<number>,
  { rate, pull, blur }: Brakes,
): Float32Array {
  const slope = blurred(gradient, blur);
  return image.map((x, i) => {
    const free = x - rate * slope[i] - origin[i];
    return Math.min(1, Math.max(0, origin[i] + free / (1 + rate * pull)));
  });
}

/** A Gaussian's blur of an image; beyond its edge there is nothing. */
export function blurred(image: ArrayLike<number>, deviation: number): ArrayLike<number> {
  if (deviation < 0.05) return image;
  const reach = Math.ceil(3 * deviation);
  const bell = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * deviation * deviation)),
  );
  const whole = bell.reduce((sum, share) => sum + share, 0);
  const weights = bell.map((share) => share / whole);
  return blurredAlong(blurredAlong(image, weights, 1), weights, SIDE);
}

/** Along rows (`stride` 1) or columns (`stride` 28). */
function blurredAlong(image: ArrayLike<number>, weights: readonly number[], stride: number) {
  const reach = (weights.length - 1) / 2;
  return Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
    const at = Math.floor(i / stride) % SIDE;
    let sum = 0;
    const last = Math.min(SIDE - 1 - at, reach);
    for (let d = Math.max(-at, -reach); d <= last; d++) {
      sum += weights[d + reach] * image[i + d * stride];
    }
    return sum;
  });
}

/** ‖a − b‖ */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let square = 0;
  for (let i = 0; i < a.length; i++) square += (a[i] - b[i]) ** 2;
  return Math.sqrt(square);
}
