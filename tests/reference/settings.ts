import type { Settings } from './file.ts';

/** What a case's `attrs` say, read by type. */

export function text(attrs: Settings, name: string): string {
  const found = attrs[name];
  if (typeof found === 'string') return found;
  throw new Error(`the setting "${name}" should be a text, and is ${JSON.stringify(found)}`);
}

export function number(attrs: Settings, name: string, fallback: number): number {
  const found = attrs[name] ?? fallback;
  if (typeof found === 'number') return found;
  throw new Error(`the setting "${name}" should be a number, and is ${JSON.stringify(found)}`);
}

export function pair(attrs: Settings, name: string, fallback: number): readonly number[] {
  const found = attrs[name] ?? fallback;
  if (typeof found === 'number') return [found, found];
  if (Array.isArray(found) && found.every((side) => typeof side === 'number')) return found;
  throw new Error(`the setting "${name}" should be one or two numbers`);
}
