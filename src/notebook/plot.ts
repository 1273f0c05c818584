import type { PointQuestion } from './question.ts';

/** The plot's size in its own units, and the room for its axes. */
export const plotSize = {
  width: 380,
  height: 240,
  left: 46,
  right: 14,
  top: 28,
  bottom: 44,
} as const;

/** Where a number stands on an axis, in the plot's units. */
export const plotX = ({ from, to }: Pick<PointQuestion, 'from' | 'to'>, value: number): number =>
  plotSize.left +
  ((value - from) / (to - from)) * (plotSize.width - plotSize.left - plotSize.right);

export const plotY = ({ low, high }: Pick<PointQuestion, 'low' | 'high'>, value: number): number =>
  plotSize.height -
  plotSize.bottom -
  ((value - low) / (high - low)) * (plotSize.height - plotSize.top - plotSize.bottom);

/** The number at a height of the plot. */
export const plotValue = ({ low, high }: Pick<PointQuestion, 'low' | 'high'>, y: number): number =>
  low +
  ((plotSize.height - plotSize.bottom - y) / (plotSize.height - plotSize.top - plotSize.bottom)) *
    (high - low);

/** Where the reader's point stands at first. */
export const plotStart = ({ low, high }: PointQuestion): number => (low + high) / 2;
