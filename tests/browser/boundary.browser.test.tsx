import { act, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { Boundary } from '../../src/app/boundary.tsx';

let broken = true;

function Part() {
  if (broken) throw new Error('no unit 7');
  return <p>It reads a 3.</p>;
}

test('a part that breaks says so, leaves its neighbour alone, and starts again', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const reported = vi.spyOn(console, 'error').mockImplementation(() => {});
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  await act(async () =>
    root.render(
      <StrictMode>
        <Boundary>
          <Part />
        </Boundary>
        <Boundary>
          <p>The neighbour.</p>
        </Boundary>
      </StrictMode>,
    ),
  );
  expect(host.querySelector('[role="alert"]')?.textContent).toContain('no unit 7');
  expect(host.textContent).toContain('The neighbour.');
  expect(reported).toHaveBeenCalled();
  broken = false;
  await act(async () => host.querySelector('button')?.click());
  expect(host.querySelector('[role="alert"]')).toBeNull();
  expect(host.textContent).toContain('It reads a 3.');
  await act(async () => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
  reported.mockRestore();
});
