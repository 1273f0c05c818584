import { describe, expect, test } from 'vitest';
import { sampleDigit } from '../digits/samples.ts';
import { createLabStore } from '../lab/lab-store.ts';
import { holderOf } from './lab-page.tsx';
import { keepDrawing } from './saved-drawing.ts';

/** A storage that lives as long as the test. */
function memory(items: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(items));
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => void map.set(key, value),
  };
}

describe('the drawing kept over visits', () => {
  test('comes back', () => {
    const storage = memory();
    const first = createLabStore();
    const stop = keepDrawing(holderOf(first), storage);
    first.getState().draw(sampleDigit(6));
    stop();
    const second = createLabStore();
    keepDrawing(holderOf(second), storage)();
    expect(second.getState().drawing).toEqual(sampleDigit(6));
  });

  test('is set aside when it is damaged, and the reader is told why', () => {
    const storage = memory({ 'backflow.lab.drawing': '[[[7,"x"]]]' });
    const store = createLabStore();
    keepDrawing(holderOf(store), storage)();
    expect(store.getState().drawing).toEqual([]);
    expect(store.getState().notice).toMatch(/saved drawing\[0\]\[0\]/);
    expect(storage.getItem('backflow.lab.drawing.damaged')).toBe('[[[7,"x"]]]');
  });

  test('is left alone by a page on which nothing was drawn', () => {
    const storage = memory();
    const looking = createLabStore();
    const stop = keepDrawing(holderOf(looking), storage);
    const drawing = createLabStore();
    const stopDrawing = keepDrawing(holderOf(drawing), storage);
    drawing.getState().draw(sampleDigit(7));
    stopDrawing();
    stop();
    expect(JSON.parse(storage.getItem('backflow.lab.drawing') ?? '')).toEqual(sampleDigit(7));
  });

  test('is not missed where storage is switched off', () => {
    const storage: Storage = {
      ...memory(),
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('denied');
      },
    };
    const store = createLabStore();
    keepDrawing(holderOf(store), storage)();
    expect(store.getState().notice).toBeUndefined();
  });
});
