/**
 * Seeded random numbers whose stream is the same in every engine: sfc32 (Chris Doty-Humphrey's
 * Small Fast Counting generator, PractRand), on 32-bit integers only. `normal` avoids logarithm
 * and cosine, whose last bit is left to the implementation.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** One stream for each tuple of seeds, e.g. (seed, epoch, index). */
  constructor(...seeds: readonly number[]) {
    let hash = 0x9e37_79b9;
    for (const seed of seeds) hash = mix(hash ^ mix((seed + 0x7f4a_7c15) | 0));
    this.a = hash;
    this.b = mix(hash + 0x6d2b_79f5);
    this.c = mix(hash + 0x1b87_3593);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** The next 32 bits, 0 … 2³² − 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * (this.next() / 0x1_0000_0000);
  }

  /** True with probability `share`. */
  chance(share: number): boolean {
    return this.between(0, 1) < share;
  }

  /** Uniform integer 0 … count − 1. */
  below(count: number): number {
    return Math.floor(this.between(0, count));
  }

  /** Bell-shaped, within ±6 deviations: the sum of twelve 16-bit uniforms less its mean. */
  normal(mean = 0, deviation = 1): number {
    let sum = 0;
    for (let i = 0; i < 6; i++) {
      const bits = this.next();
      sum += (bits >>> 16) + (bits & 0xffff);
    }
    return mean + deviation * (sum / 65_536 - 6 + 6 / 65_536);
  }

  /** An item with probability proportional to its weight. */
  pick<T extends { readonly weight: number }>(items: readonly T[]): T {
    let mark = this.between(
      0,
      items.reduce((sum, item) => sum + item.weight, 0),
    );
    for (const item of items) {
      mark -= item.weight;
      if (mark < 0) return item;
    }
    const last = items.at(-1);
    if (!last) throw new Error('Random.pick: nothing to pick from');
    return last;
  }

  /** A random order of 0 … count − 1 (Fisher–Yates). */
  permutation(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = kept;
    }
    return order;
  }
}

/** MurmurHash3's final mixing of 32 bits (Appleby). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return h ^ (h >>> 16);
}
