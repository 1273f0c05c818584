/** What a page that is watched keeps of its frames: for scripts, read from outside. */
export interface Frames {
  /** Milliseconds between frames while watching. */
  readonly gaps: number[];
  /** How many frames passed between a change of the one and the change of the other that followed. */
  readonly lags: number[];
  watching: boolean;
}

declare global {
  interface Window {
    backflowFrames: Frames;
  }
}

/**
 * Runs in the page before anything else: keeps the gaps between frames, and how many frames after
 * the drawing the prediction carries the same revision.
 */
export function watchFrames(): void {
  const frames: Frames = { gaps: [], lags: [], watching: false };
  window.backflowFrames = frames;
  let before: number | undefined;
  let tick = 0;
  const next = (now: number) => {
    tick++;
    if (frames.watching && before !== undefined) frames.gaps.push(now - before);
    before = frames.watching ? now : undefined;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  /** When each revision of the drawing was there. */
  const drawn = new Map<string, number>();
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement)) continue;
      const { revision } = target.dataset;
      if (revision === undefined) continue;
      if (target.dataset.pad !== undefined) drawn.set(revision, tick);
      else if (target.dataset.prediction !== undefined) {
        const at = drawn.get(revision);
        if (frames.watching && at !== undefined) frames.lags.push(tick - at);
      }
    }
  }).observe(document, { subtree: true, attributeFilter: ['data-revision'] });
}

/** The middle of some numbers, or another share of the way from the least to the most. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
