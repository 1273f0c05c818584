import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { sampleDigit } from '../digits/samples.ts';
import { createDrawingHistory } from './drawing-history.ts';
import { DrawingPad } from './drawing-pad.tsx';

test('is prerendered empty whatever was drawn since, so that the page can come alive over it', () => {
  const store = createDrawingHistory();
  const blank = renderToString(<DrawingPad store={store} label="Your digit" />);
  store.getState().draw(sampleDigit(3));
  expect(renderToString(<DrawingPad store={store} label="Your digit" />)).toBe(blank);
  expect(blank).toContain('aria-label="Your digit"');
  expect(blank.match(/data-sample=/g)).toHaveLength(10);
});

test('can do without the samples', () => {
  const html = renderToString(<DrawingPad store={createDrawingHistory()} samples={false} />);
  expect(html).not.toContain('data-sample');
  expect(html).toContain('data-action="undo"');
});
