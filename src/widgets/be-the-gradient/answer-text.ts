import type { Answer, Board } from './board.ts';

/** Nothing carried, nothing given. */
export const emptyAnswer = ({ chips, entries }: Board): Answer => ({
  placed: chips.map(() => undefined),
  given: entries.map(() => undefined),
});

/** `5,7,,15;0.7,`: the place of each chip, then each number given; short enough for a link. */
export function answerText({ placed, given }: Answer): string {
  const empty = [...placed, ...given].every((part) => part === undefined);
  if (empty) return '';
  return `${placed.map((place) => place ?? '').join(',')};${given.map((number) => (number === undefined ? '' : Number(number.toPrecision(6)))).join(',')}`;
}

/** What such a text says on this board; undefined where it does not fit it. */
export function maybeAnswer(board: Board, text: string): Answer | undefined {
  if (text === '') return emptyAnswer(board);
  const [places, numbers, ...more] = text.split(';');
  if (numbers === undefined || more.length > 0) return undefined;
  const placed = parts(places, board.chips.length);
  const given = parts(numbers, board.entries.length);
  if (!placed || !given) return undefined;
  const fits =
    placed.every(
      (place, chip) => place === undefined || board.chips[chip].allowed.includes(place),
    ) &&
    given.every(
      (number, entry) =>
        number === undefined ||
        (number >= board.entries[entry].min && number <= board.entries[entry].max),
    );
  return fits ? { placed, given } : undefined;
}

function parts(text: string, count: number): (number | undefined)[] | undefined {
  const list = count === 0 && text === '' ? [] : text.split(',');
  const numbers = list.map((part) => (part === '' ? undefined : Number(part)));
  const whole = numbers.every((number) => number === undefined || Number.isFinite(number));
  return whole && numbers.length === count ? numbers : undefined;
}
