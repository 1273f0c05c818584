/** `; did you mean "sin"?` where a known word is one slip away from this one, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const typed = word.toLowerCase();
  for (const candidate of known) {
    if (isOneSlip(typed, candidate.toLowerCase())) return `; did you mean "${candidate}"?`;
  }
  return '';
}

/** One letter too many, too few or wrong, or two neighbours swapped; short words may not be all wrong. */
function isOneSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.max(a.length, b.length) < 2) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const shorter = Math.min(a.length, b.length);
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  const isSwap = left.length === 2 && left === [...right].reverse().join('');
  return isSwap || (left.length <= 1 && right.length <= 1);
}
