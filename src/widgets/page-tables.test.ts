import { expect, it } from 'vitest';
import { SeenTable } from './page-tables.ts';

it('is the same until something changes that was read', () => {
  const seen = new SeenTable<number>();
  const first = seen.of({ a: 1, b: 2 });
  expect(first.a).toBe(1);
  expect(seen.of({ a: 1, b: 3 })).toBe(first);
  const second = seen.of({ a: 4, b: 3 });
  expect(second).not.toBe(first);
  expect(second.a).toBe(4);
});

it('shows the latest of what is read late, and follows it from then on', () => {
  const seen = new SeenTable<number>();
  const first = seen.of({ a: 1, b: 2 });
  seen.of({ a: 1, b: 3 });
  expect(first.b).toBe(3);
  expect(seen.of({ a: 1, b: 5 })).not.toBe(first);
});

it('counts what is missing as read, and what is asked for with `in`', () => {
  const seen = new SeenTable<number>();
  const first = seen.of({});
  expect(first.a).toBeUndefined();
  expect('b' in first).toBe(false);
  const second = seen.of({ a: 1 });
  expect(second).not.toBe(first);
  expect('b' in seen.of({ a: 1, b: 2 })).toBe(true);
});
