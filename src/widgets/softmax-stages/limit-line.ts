import { biasOf, minExponentOf, type NumberFormat } from '../../core/number/format.ts';
import { limitsOf } from '../../core/number/limits.ts';
import { formatNumber } from '../../draw/number.ts';

/** At either end of the line, the share that 0 and ∞ have, which no logarithmic line reaches. */
const beyond = 0.07;

/**
 * Where a positive number stands on the line of its format, 0 … 1: by its logarithm from the
 * smallest subnormal to the largest number; 0 before all of them, ∞ behind. NaN stands nowhere.
 */
export function placeOf(format: NumberFormat, value: number): number | undefined {
  if (Number.isNaN(value)) return undefined;
  if (value === 0) return beyond / 2;
  if (value === Number.POSITIVE_INFINITY) return 1 - beyond / 2;
  const low = minExponentOf(format) - format.fractionBits;
  const high = biasOf(format) + 1;
  const share = beyond + ((Math.log2(value) - low) / (high - low)) * (1 - 2 * beyond);
  // The last bits of `log2` differ between machines, and a page is drawn on two of them.
  return Number(share.toFixed(6));
}

/** A number that the line names. */
export interface Landmark {
  readonly name: string;
  readonly text: string;
  /** 0 … 1. */
  readonly place: number;
}

/** The format's own numbers: the smallest two, 1, the largest. */
export function landmarksOf(format: NumberFormat): readonly Landmark[] {
  const { smallestSubnormal, smallestNormal, largest } = limitsOf(format);
  const named: readonly (readonly [string, number])[] = [
    ['smallest subnormal', smallestSubnormal],
    ['smallest normal', smallestNormal],
    ['one', 1],
    ['largest', largest],
  ];
  return named.map(([name, value]) => ({
    name,
    text: formatNumber(value),
    place: placeOf(format, value) ?? 0,
  }));
}

/** Numbers that stand so near to each other that they share a label. */
export interface MarkGroup {
  /** Classes, counted from 0. */
  readonly members: readonly number[];
  /** 0 … 1: the middle of them. */
  readonly place: number;
}

/** Groups of numbers from left to right; within a group neighbours are nearer than `apart`. */
export function groupMarks(
  format: NumberFormat,
  values: readonly number[],
  apart = 0.045,
): readonly MarkGroup[] {
  const placed = values
    .flatMap((value, index) => {
      const place = placeOf(format, value);
      return place === undefined ? [] : [{ index, place }];
    })
    .sort((a, b) => a.place - b.place || a.index - b.index);
  const groups: { index: number; place: number }[][] = [];
  for (const mark of placed) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && mark.place - before.place < apart) last.push(mark);
    else groups.push([mark]);
  }
  return groups.map((group) => ({
    members: group.map(({ index }) => index).sort((a, b) => a - b),
    place: (group[0].place + group[group.length - 1].place) / 2,
  }));
}

/** `1`, `1, 3`, `1–4`: classes counted from 1. */
export function membersText(members: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const member of members) {
    const last = runs.at(-1);
    if (last && member === last[1] + 1) last[1] = member;
    else runs.push([member, member]);
  }
  return runs
    .map(([from, to]) =>
      from === to ? `${from + 1}` : `${from + 1}${to === from + 1 ? ', ' : '–'}${to + 1}`,
    )
    .join(', ');
}
