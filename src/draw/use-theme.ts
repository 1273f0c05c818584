import { useSyncExternalStore } from 'react';
import type { Theme } from './color.ts';

/**
 * Which paper the page lies on, for what is drawn on a canvas (HTML and SVG follow by themselves
 * through `light-dark()`). Read from the page's `color-scheme`, whatever sets it. `light` on the
 * server and in the first render.
 */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, themeNow, () => 'light');
}

const listeners = new Set<() => void>();
/** Kept while anyone listens: to read it makes the browser work out the page's styles. */
let known: Theme | undefined;
let stopWatching: (() => void) | undefined;

function themeNow(): Theme {
  if (!stopWatching) return readTheme();
  known ??= readTheme();
  return known;
}

function readTheme(): Theme {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  if (scheme.includes('dark') && !scheme.includes('light')) return 'dark';
  if (scheme.includes('light') && !scheme.includes('dark')) return 'light';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  stopWatching ??= watch();
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = undefined;
    known = undefined;
  };
}

function watch(): () => void {
  const changed = () => {
    known = undefined;
    for (const listener of listeners) listener();
  };
  const system = matchMedia('(prefers-color-scheme: dark)');
  const page = new MutationObserver(changed);
  system.addEventListener('change', changed);
  page.observe(document.documentElement, { attributes: true });
  return () => {
    system.removeEventListener('change', changed);
    page.disconnect();
  };
}
