import { interpolateLab, piecewise, quantize, rgb } from 'd3';

/** Red, green and blue, 0 … 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Which of the two papers a picture is drawn on. */
export type Theme = 'light' | 'dark';

/** `#rrggbb` as numbers. */
export function parseHex(hex: string): Rgb {
  const bits = Number.parseInt(hex.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}

/** As a stylesheet writes it. */
export function cssOf([red, green, blue]: Rgb): string {
  return `#${((1 << 24) | (red << 16) | (green << 8) | blue).toString(16).slice(1)}`;
}

const linear = (channel: number): number => {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance, WCAG 2.2. */
export function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio, WCAG 2.2: 1 … 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `count` colours from the first stop to the last, evenly spaced, mixed in CIELAB. */
export function ramp(stops: readonly Rgb[], count: number): readonly Rgb[] {
  const mix = piecewise(interpolateLab, stops.map(cssOf));
  return quantize(mix, count).map((css) => {
    const { r, g, b } = rgb(css);
    return [r, g, b];
  });
}
