import { describe, expect, it } from 'vitest';
import type { DigitSet } from './idx.ts';
import { PIXELS } from './ink.ts';
import { createDigitSource, holdBack } from './source.ts';

/** Digits that can be told apart: image i is grey everywhere, at level i + 1. */
const real: DigitSet = {
  count: 30,
  images: Uint8Array.from({ length: 30 * PIXELS }, (_, i) => Math.floor(i / PIXELS) + 1),
  labels: Uint8Array.from({ length: 30 }, (_, i) => i % 10),
};
const distortion = { rotation: 0, shear: 0, scale: 0, shift: 0, warp: 0 };

function examples(
  source: ReturnType<typeof createDigitSource>,
  epoch: number,
  start: number,
  count: number,
) {
  const pixels = new Float32Array(count * PIXELS);
  const labels = new Uint8Array(count);
  source.fill(epoch, start, pixels, labels);
  return { pixels, labels };
}

describe('a digit source', () => {
  const source = createDigitSource({ seed: 3, real, generatedShare: 0.4, distortion });

  it('shows every real digit once an epoch, with its label, and generated ones between', () => {
    expect(source.perEpoch).toBe(50);
    const { pixels, labels } = examples(source, 1, 0, 50);
    const shown = Array.from({ length: 50 }, (_, i) =>
      pixels.subarray(i * PIXELS, (i + 1) * PIXELS),
    )
      .map((image, i) => ({ level: Math.round(255 * (image[0] ?? 0)), label: labels[i] }))
      .filter(({ level }) => level > 0);
    expect(shown.map(({ level }) => level).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    for (const { level, label } of shown) expect(label).toBe((level - 1) % 10);
  });

  it('makes any part of an epoch again, whatever was asked before', () => {
    const whole = examples(source, 2, 0, 50);
    examples(source, 7, 3, 4);
    const part = examples(source, 2, 20, 10);
    expect(part.labels).toEqual(whole.labels.slice(20, 30));
    expect(part.pixels).toEqual(whole.pixels.slice(20 * PIXELS, 30 * PIXELS));
  });

  it('goes on with the next epoch past the end of one', () => {
    const across = examples(source, 4, 45, 10);
    expect(across.labels.slice(5)).toEqual(examples(source, 5, 0, 5).labels);
  });

  it('differs from epoch to epoch and from seed to seed', () => {
    const other = createDigitSource({ seed: 4, real, generatedShare: 0.4, distortion });
    expect(examples(source, 0, 0, 50)).not.toEqual(examples(source, 1, 0, 50));
    expect(examples(source, 0, 0, 50)).not.toEqual(examples(other, 0, 0, 50));
  });

  it('works without real digits', () => {
    const generated = createDigitSource({ seed: 5, generatedPerEpoch: 100 });
    expect(generated.perEpoch).toBe(100);
    const { labels, pixels } = examples(generated, 0, 0, 100);
    expect(new Set(labels).size).toBe(10);
    expect(Math.max(...pixels)).toBeGreaterThan(0.9);
  });

  it('refuses shares that leave no room for the real digits', () => {
    expect(() => createDigitSource({ seed: 1, real, generatedShare: 1 })).toThrow(
      'generatedShare is 1',
    );
    expect(() => createDigitSource({ seed: 1, real, generatedShare: -0.1 })).toThrow('-0.1');
  });
});

describe('holdBack', () => {
  it('keeps the last digits apart', () => {
    const { training, held } = holdBack(real, 5);
    expect([training.count, held.count, held.labels[0], held.images[0]]).toEqual([25, 5, 5, 26]);
    expect(held.images).toHaveLength(5 * PIXELS);
    expect(() => holdBack(real, 30)).toThrow('cannot hold back 30 of 30');
  });
});
