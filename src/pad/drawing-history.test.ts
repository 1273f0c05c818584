import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { sampleDigit } from '../digits/samples.ts';
import { beginStroke, type Drawing, EMPTY_DRAWING } from '../digits/strokes.ts';
import { createDrawingHistory, type DrawingSource, historyOf } from './drawing-history.ts';

describe('a drawing with its history', () => {
  test('counts every change of the drawing, so that a prediction can name its own', () => {
    const store = createDrawingHistory();
    const { mark, draw } = store.getState();
    mark();
    draw(beginStroke([], { x: 0.5, y: 0.5 }));
    draw(store.getState().drawing);
    expect(store.getState().revision).toBe(1);
  });

  test('undoes and redoes whole strokes, a clearing too', () => {
    const store = createDrawingHistory();
    const { mark, draw, clear, undo, redo } = store.getState();
    mark();
    draw(sampleDigit(4));
    clear();
    expect(store.getState().drawing).toEqual([]);
    undo();
    expect(store.getState().drawing).toEqual(sampleDigit(4));
    undo();
    expect(store.getState().drawing).toEqual([]);
    redo();
    expect(store.getState().drawing).toEqual(sampleDigit(4));
    undo();
    undo();
    expect(store.getState().drawing).toEqual([]);
  });

  test('forgets what could be redone once something new is drawn', () => {
    const store = createDrawingHistory();
    const { mark, draw, undo, redo } = store.getState();
    mark();
    draw(sampleDigit(1));
    undo();
    mark();
    draw(sampleDigit(2));
    redo();
    expect(store.getState().drawing).toEqual(sampleDigit(2));
  });

  test('keeps a hundred steps back', () => {
    const store = createDrawingHistory();
    const { mark, draw, undo } = store.getState();
    for (let i = 0; i < 130; i++) {
      mark();
      draw([[{ x: i / 130, y: 0 }]]);
    }
    for (let i = 0; i < 130; i++) undo();
    expect(store.getState().drawing).toEqual([[{ x: 29 / 130, y: 0 }]]);
  });
});

function sourceOf(initial: Drawing = EMPTY_DRAWING): DrawingSource {
  const drawing = createStore<Drawing>(() => initial);
  return { drawing, setDrawing: (next) => drawing.setState(next, true) };
}

describe('the history of a drawing that lives elsewhere', () => {
  test('writes each change through, and is one for all who ask', () => {
    const source = sourceOf();
    const store = historyOf(source);
    expect(historyOf(source)).toBe(store);
    store.getState().mark();
    store.getState().draw(sampleDigit(2));
    expect(source.drawing.getState()).toBe(store.getState().drawing);
    store.getState().undo();
    expect(source.drawing.getState()).toEqual([]);
    expect(store.getState().revision).toBe(2);
  });

  test('follows what others do to the drawing, and undoes it', () => {
    const source = sourceOf();
    const store = historyOf(source);
    source.setDrawing(sampleDigit(5));
    expect(store.getState()).toMatchObject({ drawing: sampleDigit(5), past: [], revision: 1 });
    source.setDrawing(EMPTY_DRAWING);
    expect(store.getState().drawing).toEqual([]);
    store.getState().undo();
    expect(source.drawing.getState()).toEqual(sampleDigit(5));
  });

  test('starts as the page was prerendered, then takes what was drawn since', () => {
    const source = sourceOf();
    source.setDrawing(sampleDigit(7));
    const store = historyOf(source);
    expect(store.getInitialState().drawing).toEqual([]);
    expect(store.getState().drawing).toEqual(sampleDigit(7));
  });
});
