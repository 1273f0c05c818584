import { useStore } from 'zustand';
import type { Page, Setting } from './definition.ts';
import { useRefusal } from './refusal.ts';

/** One control's state on the page: its value, and how to change it. */
export type Control<T> = readonly [value: T, set: (value: T) => void];

/**
 * A control that the address carries, named `experiment/control`. What a link asks for counts only
 * if it `fits`; else the control stays as written and the page says so. The written value itself is
 * never stored: it is what an address without the name means.
 */
function useSetting<T extends Setting>(
  page: Page,
  name: string,
  written: T,
  fits: (value: Setting) => value is T,
): Control<T> {
  const stored = useStore(page.settings, (settings) => settings[name]);
  const misfit = stored !== undefined && !fits(stored);
  useRefusal(page, misfit ? [name] : []);
  const value = stored !== undefined && fits(stored) ? stored : written;
  return [value, (next) => page.setSetting(name, next === written ? undefined : next)];
}

/** One of a few words or numbers. */
export function useChoice<const T extends string | number>(
  page: Page,
  name: string,
  options: readonly T[],
  written: T,
): Control<T> {
  const fits = (value: Setting): value is T => options.some((option) => option === value);
  return useSetting<T>(page, name, written, fits);
}

/** Yes or no. */
export function useSwitch(page: Page, name: string, written: boolean): Control<boolean> {
  const fits = (value: Setting): value is boolean => typeof value === 'boolean';
  return useSetting<boolean>(page, name, written, fits);
}

/** A number within a range; whole numbers only, if so wanted. */
export function useAmount(
  page: Page,
  name: string,
  range: { readonly min: number; readonly max: number; readonly whole?: boolean },
  written: number,
): Control<number> {
  const fits = (value: Setting): value is number =>
    typeof value === 'number' &&
    value >= range.min &&
    value <= range.max &&
    (!range.whole || Number.isInteger(value));
  return useSetting<number>(page, name, written, fits);
}

/** A short text that `fits`, such as the moves of a game. */
export function useText(
  page: Page,
  name: string,
  fits: (text: string) => boolean,
  written: string,
): Control<string> {
  const known = (value: Setting): value is string => typeof value === 'string' && fits(value);
  return useSetting<string>(page, name, written, known);
}
