import type { Setting } from '../notebook/page-store.ts';
import type { LabInstrument } from './lab.tsx';

/** One thing that a link carries. */
interface Definition<T> {
  /** What it is called when a link's does not fit: `the open panel`. */
  readonly noun: string;
  /** As a new Lab has it, with the network that is there: it takes no room in a link. */
  initial(lab: LabInstrument): T;
  get(lab: LabInstrument): T;
  /** Undefined for what no link can say. */
  encode(value: T, lab: LabInstrument): Setting | undefined;
  /** From any setting; undefined where it does not fit this Lab. */
  parse(setting: Setting, lab: LabInstrument): T | undefined;
  set(lab: LabInstrument, value: T): void;
}

/** A field with its type inside: a row of the table in `lab-link.ts`. */
export interface LinkField {
  readonly noun: string;
  /** Undefined where it is as a new Lab has it. */
  write(lab: LabInstrument): Setting | undefined;
  /** Puts the Lab into this state; what does not fit leaves it as a new one, and gives false. */
  read(lab: LabInstrument, setting: Setting | undefined): boolean;
}

export function linkField<T>(definition: Definition<T>): LinkField {
  const { noun, initial, get, encode, parse, set } = definition;
  return {
    noun,
    write(lab) {
      const written = encode(get(lab), lab);
      return written === encode(initial(lab), lab) ? undefined : written;
    },
    read(lab, setting) {
      const value = setting === undefined ? undefined : parse(setting, lab);
      const fits = setting === undefined || value !== undefined;
      set(lab, value ?? initial(lab));
      return fits;
    },
  };
}

/** One of a few words, in the state's own type. */
export const wordOf =
  <T extends string>(words: Readonly<Record<T, true>>) =>
  (setting: Setting): T | undefined => {
    const isWord = (text: string): text is T => Object.hasOwn(words, text);
    return typeof setting === 'string' && isWord(setting) ? setting : undefined;
  };

/** A number from `from` to `to`. */
export const numberIn = (setting: Setting, from: number, to: number): number | undefined =>
  typeof setting === 'number' && setting >= from && setting <= to ? setting : undefined;
