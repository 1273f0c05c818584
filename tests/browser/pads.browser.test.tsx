import axe from 'axe-core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/app/styles/theme.css';
import { sampleDigit } from '../../src/digits/samples.ts';
import { createDrawingHistory, type DrawingStore } from '../../src/pad/drawing-history.ts';
import { DrawingPad } from '../../src/pad/drawing-pad.tsx';

let root: Root;
let home: HTMLElement;
let first: DrawingStore;
let second: DrawingStore;

beforeEach(async () => {
  home = document.body.appendChild(document.createElement('div'));
  root = createRoot(home);
  first = createDrawingHistory();
  second = createDrawingHistory();
  root.render(
    <>
      <div style={{ width: 180 }}>
        <DrawingPad store={first} label="First digit" />
      </div>
      <div style={{ width: 180 }}>
        <DrawingPad store={second} label="Second digit" />
      </div>
    </>,
  );
  await expect.poll(() => home.querySelectorAll('[data-pad]').length).toBe(2);
});

afterEach(() => {
  root.unmount();
  home.remove();
});

const within = (label: string) => page.getByRole('group', { name: label });
const padOf = (label: string) => page.getByRole('application', { name: label });
const strokes = () => [first, second].map((store) => store.getState().drawing.length);

function focus(label: string): void {
  const pad = padOf(label).element();
  if (pad instanceof HTMLElement) pad.focus();
}

/** An event of a pen at a place in shares of the pad's side. */
function pen(type: 'pointerdown' | 'pointermove' | 'pointerup', label: string, x = 0.5): void {
  const pad = padOf(label).element();
  pad.setPointerCapture = () => {}; // A pointer that only a test has cannot be captured.
  const { left, top, width, height } = pad.getBoundingClientRect();
  const at = { clientX: left + x * width, clientY: top + height / 2 };
  pad.dispatchEvent(new PointerEvent(type, { ...at, pointerId: 7, bubbles: true }));
}

function tap(label: string): void {
  pen('pointerdown', label);
  pen('pointerup', label);
}

test('two pads draw, undo and clear each for itself, by their own buttons', async () => {
  await userEvent.click(within('First digit').getByRole('button', { name: 'Sample 4' }));
  await userEvent.click(within('Second digit').getByRole('button', { name: 'Sample 1' }));
  expect(first.getState().drawing).toEqual(sampleDigit(4));
  expect(second.getState().drawing).toEqual(sampleDigit(1));
  await userEvent.click(within('First digit').getByRole('button', { name: 'Undo' }));
  expect(strokes()).toEqual([0, 1]);
  await userEvent.click(within('First digit').getByRole('button', { name: 'Redo' }));
  await userEvent.click(within('Second digit').getByRole('button', { name: 'Clear' }));
  expect(strokes()).toEqual([2, 0]);
});

test('the keys of undo belong to the pad with the focus, its buttons included', async () => {
  await userEvent.click(within('Second digit').getByRole('button', { name: 'Sample 1' }));
  await userEvent.click(within('First digit').getByRole('button', { name: 'Sample 4' }));
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(strokes()).toEqual([0, 1]);
  focus('Second digit');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(strokes()).toEqual([0, 0]);
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  expect(strokes()).toEqual([0, 1]);
});

test('with the focus nowhere they belong to the pad drawn on last, elsewhere to none', async () => {
  tap('First digit');
  tap('Second digit');
  tap('First digit');
  expect(strokes()).toEqual([2, 1]);
  expect(document.activeElement).toBe(document.body);
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(strokes()).toEqual([1, 1]);
  const other = home.appendChild(document.createElement('button'));
  other.focus();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(strokes()).toEqual([1, 1]);
});

test('a stroke that is undone under the pen ends there, and the next one is whole', () => {
  pen('pointerdown', 'First digit', 0.2);
  pen('pointermove', 'First digit', 0.3);
  first.getState().undo();
  pen('pointermove', 'First digit', 0.4);
  pen('pointerup', 'First digit', 0.4);
  expect(strokes()).toEqual([0, 0]);
  pen('pointerdown', 'First digit', 0.6);
  pen('pointermove', 'First digit', 0.7);
  pen('pointerup', 'First digit', 0.7);
  const [stroke] = first.getState().drawing;
  expect(stroke.map(({ x }) => Math.round(10 * x))).toEqual([6, 7]);
});

test('the grid under the keyboard draws on the pad with the focus, and says so there', async () => {
  focus('Second digit');
  await userEvent.keyboard('{ArrowDown} {Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(strokes()).toEqual([0, 1]);
  const said = () => [...home.querySelectorAll('[aria-live]')].map((live) => live.textContent);
  await expect.poll(said).toEqual(['', 'row 6, column 7, ink']);
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(said).toEqual(['', 'undone: one stroke']);
  await userEvent.keyboard('{Delete}');
  await expect.poll(said).toEqual(['', 'cleared']);
});

test('two small pads share no id, and are accessible', async () => {
  const ids = [...home.querySelectorAll('[id]')].map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(2);
  expect(new Set(ids).size).toBe(ids.length);
  for (const button of home.querySelectorAll('button')) {
    const { width, height } = button.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  }
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
  expect((await axe.run(home, { runOnly })).violations.map(({ id }) => id)).toEqual([]);
});
