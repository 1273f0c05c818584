/**
 * Runs something when the page has nothing better to do, after `timeout` milliseconds at the latest;
 * returns what calls it off.
 */
export function whenIdle(work: () => void, timeout: number): () => void {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, timeout / 4);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(work, { timeout });
  return () => cancelIdleCallback(request);
}
