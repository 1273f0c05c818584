import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EngineBadge } from '../../src/app/engine-badge.tsx';
import { maybeRemembered } from '../../src/app/engine-pin.ts';
import { pageClient } from '../../src/app/page-client.ts';

let root: Root;
let home: HTMLElement;

beforeEach(() => {
  localStorage.clear();
  home = document.body.appendChild(document.createElement('div'));
  root = createRoot(home);
  root.render(<EngineBadge />);
});

afterEach(() => {
  root.unmount();
  home.remove();
});

const badge = () => home.querySelector<HTMLElement>('.engine-badge')?.dataset ?? {};

test('opens by keyboard, measures when asked, pins an engine, loses and regains a context', async () => {
  const button = page.getByRole('button', { name: /^Engine:/ });
  await expect.element(button).toBeEnabled();
  expect(badge().engine).toBe('host');
  expect(badge().gpuDraws).toBe('0');

  button.element().focus();
  await userEvent.keyboard('{Enter}');
  const dialog = page.getByRole('dialog', { name: 'The engine that computes this page' });
  await expect.element(dialog).toBeVisible();
  await expect.poll(() => badge().engineState, { timeout: 20_000 }).toBe('ready');

  await userEvent.click(page.getByRole('radio', { name: /^WebGL/ }));
  await expect.poll(() => badge().engine).toBe('webgl');
  expect(Number(badge().gpuDraws)).toBeGreaterThan(0);
  expect(maybeRemembered()).toBe('webgl');

  await userEvent.click(page.getByRole('button', { name: 'Simulate a lost context' }));
  await expect
    .element(page.getByRole('status'), { timeout: 20_000 })
    .toHaveTextContent(/lost; a new one was there after \d+ ms/);
  expect(pageClient().status.getState().contextsLost).toBe(1);

  await userEvent.click(page.getByRole('radio', { name: /^Host/ }));
  await expect.poll(() => badge().engine).toBe('host');
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(document.activeElement).toBe(button.element());
});
