import { describe, expect, test } from 'vitest';
import { contrast, luminance, parseHex, type Theme } from './color.ts';
import { colorOf, diverging, scaleOf, sequential, textOn } from './scale.ts';

const themes: readonly Theme[] = ['light', 'dark'];
const paper = { light: parseHex('#fcfbf8'), dark: parseHex('#15171a') };
const steps = Array.from({ length: 401 }, (_, i) => -1 + i / 200);

describe.each(themes)('on %s paper', (theme) => {
  test('zero is exactly the colour of the paper on both scales', () => {
    expect(colorOf(sequential(3), 0, theme)).toEqual(paper[theme]);
    expect(colorOf(diverging(3), 0, theme)).toEqual(paper[theme]);
  });

  test('figures on any cell have a contrast of at least 4.5 : 1', () => {
    for (const scale of [sequential(1), diverging(1)]) {
      for (const value of [...steps, Number.NaN]) {
        const ground = colorOf(scale, value, theme);
        expect(contrast(textOn(ground), ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test('lightness runs one way along each arm of a scale', () => {
    const arms = [
      steps.slice(200).map((value) => colorOf(sequential(1), value, theme)),
      steps.slice(200).map((value) => colorOf(diverging(1), value, theme)),
      steps.slice(200).map((value) => colorOf(diverging(1), -value, theme)),
    ];
    for (const arm of arms) {
      const lights = arm.map(luminance);
      const falling = theme === 'light' ? lights : lights.map((light) => -light);
      for (let i = 1; i < falling.length; i++) {
        expect(falling[i]).toBeLessThanOrEqual(falling[i - 1] + 2e-3);
      }
    }
  });

  test('opposite values are told apart by lightness-independent hue: blue below, orange above', () => {
    const [r, , b] = colorOf(diverging(2), 1, theme);
    const [rNegative, , bNegative] = colorOf(diverging(2), -1, theme);
    expect(r).toBeGreaterThan(b);
    expect(bNegative).toBeGreaterThan(rNegative);
  });
});

describe('a scale made for numbers', () => {
  test('is sequential while nothing is negative, else reaches as far on both sides', () => {
    expect(scaleOf([0, 2, 1])).toEqual(sequential(2));
    expect(scaleOf([0, -4, 1])).toEqual(diverging(4));
    expect(scaleOf([1], { signed: true })).toEqual(diverging(1));
  });

  test('survives blank, infinite and missing numbers', () => {
    expect(scaleOf([0, 0])).toEqual(sequential(1));
    expect(scaleOf([Number.NaN, Number.POSITIVE_INFINITY, 2])).toEqual(sequential(2));
  });
});
