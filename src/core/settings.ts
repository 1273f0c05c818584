/** A number between two bounds; `open` bounds are not themselves allowed. */
export interface Interval {
  readonly kind: 'number' | 'whole';
  readonly from: number;
  readonly to: number;
  readonly openFrom: boolean;
  readonly openTo: boolean;
}

export interface Flag {
  readonly kind: 'flag';
}

export interface Choice<T extends string> {
  readonly kind: 'choice';
  readonly of: readonly T[];
}

/** Step numbers, each larger than the one before. */
export interface RisingSteps {
  readonly kind: 'steps';
}

/** What a setting of type T may be. */
type Limit<T> = [T] extends [boolean]
  ? Flag
  : [T] extends [number]
    ? Interval
    : [T] extends [string]
      ? Choice<T>
      : [T] extends [readonly number[]]
        ? RisingSteps
        : never;

/** The limits of all settings: one that has none does not compile. */
export type Limits<S> = { readonly [K in keyof S]: Limit<S[K]> };

/** Whatever has settings: an optimiser, a schedule. */
export interface Adjustable<S extends object> {
  readonly name: string;
  readonly defaults: S;
  readonly limits: Limits<S>;
  /** What is wrong with settings that are right one by one; undefined when nothing is. */
  readonly clash?: (settings: S) => string | undefined;
}

const interval = (from: number, to: number, openFrom: boolean, openTo: boolean): Interval => ({
  kind: 'number',
  from,
  to,
  openFrom,
  openTo,
});

/** (0, ∞) */
export const positive = interval(0, Number.POSITIVE_INFINITY, true, true);
/** [0, ∞) */
export const notNegative = interval(0, Number.POSITIVE_INFINITY, false, true);
/** [0, 1) */
export const shareBelowOne = interval(0, 1, false, true);
/** [0, 1] */
export const share = interval(0, 1, false, false);
/** (0, 1) */
export const insideUnit = interval(0, 1, true, true);
/** Any finite number. */
export const finite = interval(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, true, true);
/** 1, 2, 3, … */
export const countFromOne: Interval = {
  ...interval(1, Number.POSITIVE_INFINITY, false, true),
  kind: 'whole',
};
export const flag: Flag = { kind: 'flag' };
export const risingSteps: RisingSteps = { kind: 'steps' };

/**
 * All settings: the given ones over the defaults.
 *
 * @throws RangeError that names the setting, what it should be and what it is
 */
export function settingsOf<S extends object>(of: Adjustable<S>, given: Partial<S>): S {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(of.limits, name)) {
      const known = Object.keys(of.limits).map((key) => `"${key}"`);
      throw new RangeError(
        `${of.name} has no setting "${name}"; it has ${known.length > 0 ? known.join(', ') : 'none'}`,
      );
    }
  }
  const settings: S = { ...of.defaults, ...given };
  for (const name in of.limits) {
    const limit: AnyLimit = of.limits[name];
    const value = settings[name];
    if (!fits(limit, value)) {
      const found = JSON.stringify(value, (_, part) =>
        typeof part === 'number' && !Number.isFinite(part) ? `${part}` : part,
      );
      throw new RangeError(`${of.name}: "${name}" should be ${limitText(limit)}, and is ${found}`);
    }
  }
  const clash = of.clash?.(settings);
  if (clash !== undefined) throw new RangeError(`${of.name}: ${clash}`);
  return settings;
}

type AnyLimit = Interval | Flag | Choice<string> | RisingSteps;

function fits(limit: AnyLimit, value: unknown): boolean {
  switch (limit.kind) {
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && limit.of.includes(value);
    case 'steps':
      return (
        Array.isArray(value) &&
        value.every((at, i) => Number.isInteger(at) && at >= 0 && (i === 0 || at > value[i - 1]))
      );
    default:
      return typeof value === 'number' && inside(limit, value);
  }
}

function inside({ kind, from, to, openFrom, openTo }: Interval, value: number): boolean {
  const above = openFrom ? value > from : value >= from;
  const below = openTo ? value < to : value <= to;
  return above && below && (kind === 'number' || Number.isInteger(value));
}

/** `a number in [0, 1)` */
export function limitText(limit: AnyLimit): string {
  switch (limit.kind) {
    case 'flag':
      return 'true or false';
    case 'choice':
      return limit.of.map((word) => `"${word}"`).join(' or ');
    case 'steps':
      return 'step numbers, each larger than the one before';
    default: {
      const noun = limit.kind === 'whole' ? 'a whole number' : 'a number';
      const bound = (at: number): string => (Number.isFinite(at) ? `${at}` : at > 0 ? '∞' : '−∞');
      const open = limit.openFrom ? '(' : '[';
      const close = limit.openTo ? ')' : ']';
      return `${noun} in ${open}${bound(limit.from)}, ${bound(limit.to)}${close}`;
    }
  }
}
