/** What a reader does first, whatever it is. */
const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'touchstart'] as const;

/**
 * Calls back at the reader's first sign of life: for work that a page opened and left alone need
 * not do. Returns what calls it off.
 */
export function atFirstSign(work: () => void): () => void {
  const heard = new AbortController();
  const start = () => {
    heard.abort();
    work();
  };
  for (const sign of signs) {
    addEventListener(sign, start, { signal: heard.signal, passive: true, capture: true });
  }
  return () => heard.abort();
}
