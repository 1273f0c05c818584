import { useCallback, useEffect, useState } from 'react';

/** As many rows are made within one frame: the page stays awake while a long sum unfolds. */
const ROWS_A_FRAME = 48;
/** A sum of no more rows than this stands open from the first. */
const OPEN_AT_ONCE = 30;

interface Opening {
  readonly isOpen: (group: number) => boolean;
  readonly toggle: (group: number) => void;
  readonly toggleAll: () => void;
  readonly allOpen: boolean;
}

/** Which groups of a table are unfolded; `sizes` is how many rows each has. */
export function useOpening(sizes: readonly number[]): Opening {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const [open, setOpen] = useState<ReadonlySet<number>>(
    () => new Set(total <= OPEN_AT_ONCE ? sizes.keys() : []),
  );
  const [unfolding, setUnfolding] = useState(false);
  const allOpen = sizes.every((_, group) => open.has(group));

  useEffect(() => {
    if (!unfolding) return;
    const frame = requestAnimationFrame(() => {
      const next = new Set(open);
      let rows = 0;
      for (const [group, size] of sizes.entries()) {
        if (next.has(group)) continue;
        if (rows > 0 && rows + size > ROWS_A_FRAME) break;
        next.add(group);
        rows += size;
      }
      setOpen(next);
      if (sizes.every((_, group) => next.has(group))) setUnfolding(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [unfolding, open, sizes]);

  const toggle = useCallback((group: number) => {
    setUnfolding(false);
    setOpen((now) => {
      const next = new Set(now);
      if (!next.delete(group)) next.add(group);
      return next;
    });
  }, []);

  return {
    isOpen: (group) => open.has(group),
    toggle,
    toggleAll() {
      setUnfolding(!allOpen && !unfolding);
      if (allOpen) setOpen(new Set());
    },
    allOpen: allOpen || unfolding,
  };
}
