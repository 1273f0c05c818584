import { contrast, cssOf, parseHex, type Rgb, ramp, type Theme } from './color.ts';

/**
 * From a number to a colour. There are two, and no others: `sequential` for what is never negative
 * (paper, then teal, then ink), `diverging` for what has a sign (blue below zero, paper at zero,
 * orange above). Zero is always the colour of the paper. Linear, so that the legend tells the truth.
 */
export interface Scale {
  readonly kind: 'sequential' | 'diverging';
  /** The value that gets the full colour; a diverging scale reaches from −end to +end. */
  readonly end: number;
}

/** For numbers from 0 to `end`. */
export const sequential = (end: number): Scale => ({ kind: 'sequential', end: usable(end) });

/** For signed numbers, from −`end` to +`end`. */
export const diverging = (end: number): Scale => ({ kind: 'diverging', end: usable(end) });

/** The scale that just holds these numbers: sequential, unless one is negative or `signed` is set. */
export function scaleOf(numbers: ArrayLike<number>, options: { signed?: boolean } = {}): Scale {
  let largest = 0;
  let signed = options.signed ?? false;
  for (let i = 0; i < numbers.length; i++) {
    const size = Math.abs(numbers[i]);
    // Neither infinities nor NaN make a scale.
    if (!(size < Number.POSITIVE_INFINITY)) continue;
    if (size > largest) largest = size;
    if (numbers[i] < 0) signed = true;
  }
  return signed ? diverging(largest) : sequential(largest);
}

const usable = (end: number): number => (Number.isFinite(end) && end > 0 ? end : 1);

/** Odd, so that a diverging ramp has zero exactly in its middle. */
const LEVELS = 513;

const ramps: Readonly<Record<Scale['kind'], Readonly<Record<Theme, readonly Rgb[]>>>> = {
  sequential: {
    light: ramp(['#fcfbf8', '#8fc7c1', '#0f7571', '#12282b'].map(parseHex), LEVELS),
    dark: ramp(['#15171a', '#115452', '#3fbab2', '#e6f6f1'].map(parseHex), LEVELS),
  },
  diverging: {
    light: ramp(['#134a94', '#5f94cf', '#fcfbf8', '#e8934a', '#a84a00'].map(parseHex), LEVELS),
    dark: ramp(['#8fc4ff', '#3a6fb0', '#15171a', '#a95f1d', '#ffb066'].map(parseHex), LEVELS),
  },
};

/** NaN has no place on a scale: it gets a colour that nothing else has. */
const nowhere: Readonly<Record<Theme, Rgb>> = {
  light: parseHex('#b0309a'),
  dark: parseHex('#d765c4'),
};

/** The colour of a value. Beyond the ends it stays that of the end; NaN is magenta. */
export function colorOf(scale: Scale, value: number, theme: Theme): Rgb {
  return Number.isNaN(value) ? nowhere[theme] : ramps[scale.kind][theme][levelOf(scale, value)];
}

function levelOf({ kind, end }: Scale, value: number): number {
  const share = kind === 'sequential' ? value / end : (value / end + 1) / 2;
  return Math.round(Math.min(1, Math.max(0, share)) * (LEVELS - 1));
}

/** The colours of a ramp as a canvas keeps them: one 32-bit number for a pixel, fully opaque. */
export interface RampPixels {
  /** From the scale's low end to its high one. */
  readonly levels: Uint32Array;
  /** For NaN. */
  readonly nowhere: number;
}

const packed: Readonly<Record<Scale['kind'], Partial<Record<Theme, RampPixels>>>> = {
  sequential: {},
  diverging: {},
};

/** The colours of `colorOf` for writing many pixels at once. */
export function pixelsOf(kind: Scale['kind'], theme: Theme): RampPixels {
  const known = packed[kind][theme];
  if (known) return known;
  const bytes = [...ramps[kind][theme], nowhere[theme]].flatMap((color) => [...color, 255]);
  const pixels = new Uint32Array(Uint8Array.from(bytes).buffer);
  const made = { levels: pixels.subarray(0, LEVELS), nowhere: pixels[LEVELS] };
  packed[kind][theme] = made;
  return made;
}

const figures: readonly Rgb[] = ['#22201c', '#ffffff', '#000000'].map(parseHex);

/** The colour for text on `ground`: at least 4.5 : 1, whatever the ground. */
export function textOn(ground: Rgb): Rgb {
  return figures.find((figure) => contrast(figure, ground) >= 4.5) ?? figures[1];
}

/** A colour that follows the page's `color-scheme`, so that a still page is right in both. */
export const lightDark = (light: Rgb, dark: Rgb): string =>
  `light-dark(${cssOf(light)}, ${cssOf(dark)})`;

type CellStyle = Readonly<Record<'backgroundColor' | 'color', string>>;

const cellStyles: Readonly<Record<Scale['kind'], Map<number, CellStyle>>> = {
  sequential: new Map(),
  diverging: new Map(),
};

/** Ground and text colour of a cell as style properties, right on both papers. */
export function cellStyle(scale: Scale, value: number): CellStyle {
  const known = cellStyles[scale.kind];
  const level = Number.isNaN(value) ? value : levelOf(scale, value);
  const style = known.get(level) ?? makeCellStyle(scale, value);
  known.set(level, style);
  return style;
}

function makeCellStyle(scale: Scale, value: number): CellStyle {
  const light = colorOf(scale, value, 'light');
  const dark = colorOf(scale, value, 'dark');
  return {
    backgroundColor: lightDark(light, dark),
    color: lightDark(textOn(light), textOn(dark)),
  };
}

/** The whole scale from left to right as a CSS gradient. */
export function gradientOfScale(scale: Scale): string {
  const from = scale.kind === 'sequential' ? 0 : -scale.end;
  const stops = Array.from({ length: 17 }, (_, i) => {
    const value = from + (i / 16) * (scale.end - from);
    return lightDark(colorOf(scale, value, 'light'), colorOf(scale, value, 'dark'));
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
