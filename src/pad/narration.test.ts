import { expect, test } from 'vitest';
import { beginStroke } from '../digits/strokes.ts';
import { createDrawingHistory } from './drawing-history.ts';
import { narrate } from './narration.ts';

/** What is said after each of the changes that `act` makes. */
function saidIn(act: (store: ReturnType<typeof createDrawingHistory>) => void) {
  const store = createDrawingHistory();
  const said: (string | undefined)[] = [];
  store.subscribe((now, before) => {
    if (now.drawing !== before.drawing) said.push(narrate(now, before));
  });
  act(store);
  return said;
}

const stroke = (store: ReturnType<typeof createDrawingHistory>, x: number) => {
  const { mark, draw } = store.getState();
  mark();
  draw(beginStroke(store.getState().drawing, { x, y: 0.5 }));
};

test('undo, redo and clear are said; strokes of a pen are not', () => {
  const said = saidIn((store) => {
    const { undo, redo, clear } = store.getState();
    stroke(store, 0.2);
    stroke(store, 0.4);
    undo();
    undo();
    redo();
    redo();
    clear();
    undo();
  });
  expect(said).toEqual([
    undefined,
    undefined,
    'undone: one stroke',
    'undone: the pad is empty',
    'redone: one stroke',
    'redone: 2 strokes',
    'cleared',
    'undone: 2 strokes',
  ]);
});

test('a clearing that ends what could be redone is a clearing', () => {
  const said = saidIn((store) => {
    stroke(store, 0.2);
    stroke(store, 0.4);
    store.getState().undo();
    store.getState().clear();
  });
  expect(said.at(-1)).toBe('cleared');
});
