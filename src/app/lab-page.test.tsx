import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LabPage } from './lab-page.tsx';

test('the Lab can be prerendered: no window, no canvas, and still readable', () => {
  const html = renderToString(<LabPage />);
  expect(html).toContain('data-pad');
  expect(html).toContain('data-prediction');
  expect(html).toContain('Draw a digit');
  expect(html).toContain('What if the label were');
});
