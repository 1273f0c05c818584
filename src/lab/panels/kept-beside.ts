import type { LabStore } from '../lab-store.ts';

/**
 * Something that a panel keeps beside a Lab: made when first asked for, there again when the panel
 * is closed and opened, gone with the Lab.
 */
export function keptBeside<T>(make: (lab: LabStore) => T): (lab: LabStore) => T {
  const all = new WeakMap<LabStore, { readonly kept: T }>();
  return (lab) => {
    const found = all.get(lab) ?? { kept: make(lab) };
    all.set(lab, found);
    return found.kept;
  };
}
