import type { FormatName } from '../../core/number/format.ts';
import { formats } from '../../core/number/format.ts';
import { ulp } from '../../core/number/neighbors.ts';
import { formatFixed, formatNumber } from '../../draw/number.ts';
import type { Bend } from './bends.ts';
import { compute, type Guard, inBits, lostFrom, slopeOf, surpriseOf } from './surprise.ts';

/** What the curve says at p, in a sentence or two. */
export function narrateCurve(p: number): string {
  if (p === 0) return 'The right class was ruled out. No finite loss is large enough for that.';
  if (p === 1)
    return 'The right class was certain. Nothing is surprising about that: the loss is 0.';
  const bits = inBits(surpriseOf(p));
  const once = `An event of probability ${formatNumber(p)} happens once in ${formatNumber(1 / p)} times.`;
  return `${once} It is as surprising as ${formatNumber(bits)} tosses of a coin that all show heads.`;
}

/** What a bent loss does at p. */
export function narrateBend(p: number, bend: Bend): string {
  if (p === 0) return 'The wall at 0 stands, however the curve is bent.';
  switch (bend) {
    case 'focal':
      return `(1 − p)² = ${formatNumber((1 - p) ** 2)}: so much of the loss is left. Samples that are read well already fall silent, the hard ones keep their voice.`;
    case 'smooth':
      return p > 0.91
        ? 'Too sure. Beyond 0.91, the target that smoothing sets for ten classes, the loss rises again.'
        : 'The target is 0.91, not 1: the lowest point of the curve lies there, and it is not 0.';
    case 'weight':
      return 'Every mistake in this class counts three times. The curve is stretched upwards, and its shape stays the same.';
  }
}

/** What an addend and a number format make of it. */
export function narrateGuard(p: number, guard: Guard, format: FormatName): string {
  const { stored, addend, inside, loss, lost } = compute(p, guard, format);
  if (guard === 'none') {
    if (stored === 0) {
      return `Nothing is added, and p is ${p === 0 ? '0' : `stored as 0 in ${format}`}: the loss is infinite.`;
    }
    return 'Nothing is added: the wall at 0 stands. Take p to 0 and see the loss become infinite.';
  }
  if (guard === 'one') {
    return '1⁻¹⁰ is 1, not 10⁻¹⁰. The curve is −ln(p + 1): no wall, hardly a slope, and a loss that is best below zero.';
  }
  if (addend === 0) {
    return `${format} has no number as small as 10⁻¹⁰: it is stored as 0, and nothing is protected.`;
  }
  if (lost) {
    const step = formatNumber(ulp(formats[format], stored));
    return `Lost. The numbers of ${format} lie ${step} apart here, and 10⁻¹⁰ is less than half of that: p + 10⁻¹⁰ is p.`;
  }
  if (p === 0) {
    return `The cap: p is 0, and the loss is −ln 10⁻¹⁰ = ${formatFixed(loss, 2)}, however wrong the network was.`;
  }
  const ratio = slopeOf(inside) / slopeOf(p);
  if (ratio > 0.999) {
    const end =
      lostFrom(guard, format) === undefined ? '' : ' A little further right it is lost altogether.';
    return `Added, and of no account: 10⁻¹⁰ is far smaller than p.${end}`;
  }
  return `The slope of the loss is ${formatNumber(ratio)} times what it should be: the more certain the mistake, the weaker the push to mend it.`;
}
