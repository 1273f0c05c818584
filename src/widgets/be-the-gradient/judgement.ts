import { type Answer, type Board, roomAround } from './board.ts';

export interface Verdict {
  readonly state: 'right' | 'tie' | 'wrong';
  /** In a sentence. */
  readonly because: string;
}

export interface Judgement {
  readonly chips: readonly Verdict[];
  readonly entries: readonly Verdict[];
  readonly right: number;
  readonly of: number;
}

/** Lays the truth over what the reader has done. Chips that look alike may stand for each other. */
export function judge(board: Board, answer: Answer): Judgement {
  const wanted = new Map<string, number>();
  const key = (chip: number, place: number | undefined) =>
    `${board.chips[chip].likeness} at ${place ?? 'tray'}`;
  board.truth.placed.forEach((place, chip) => {
    wanted.set(key(chip, place), (wanted.get(key(chip, place)) ?? 0) + 1);
  });
  const chips = answer.placed.map((place, chip): Verdict => {
    const left = wanted.get(key(chip, place)) ?? 0;
    wanted.set(key(chip, place), left - 1);
    return left > 0 ? { state: 'right', because: board.reason(chip) } : board.fault(chip, place);
  });
  const entries = answer.given.map((given, entry): Verdict => {
    const truth = board.truth.given[entry] ?? Number.NaN;
    return given !== undefined && Math.abs(given - truth) <= roomAround(truth)
      ? { state: 'right', because: board.reasonEntry(entry) }
      : { state: 'wrong', because: board.faultEntry(entry, given) };
  });
  const all = [...chips, ...entries];
  const right = all.filter(({ state }) => state === 'right').length;
  return { chips, entries, right, of: all.length };
}

/** What the chips on each place's input add up to; chips that are stopped count nowhere. */
export function sumsOf(board: Board, answer: Answer): readonly number[] {
  const sums: number[] = board.gradient.map(() => 0);
  answer.placed.forEach((place, chip) => {
    const input = place === undefined ? undefined : board.places[place].input;
    if (input !== undefined) sums[input] += board.chips[chip].value;
  });
  return sums;
}

/** The truth as far as its first `steps` moves. */
export function truthUntil({ truth, chips }: Board, steps: number): Answer {
  return {
    placed: truth.placed.map((place, chip) => (chip < steps ? place : undefined)),
    given: truth.given.map((number, i) => (chips.length + i < steps ? number : undefined)),
  };
}
