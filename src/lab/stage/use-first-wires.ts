import { useEffect, useState } from 'react';
import type { Trace } from '../../trace/trace.ts';
import { keptLinks } from './draw-wires.ts';
import type { Gap } from './link.ts';

/**
 * The gaps to draw wires in: none in the first frame. Before its code is compiled, what the wires
 * are takes as long as all else of that frame, so it is computed between the first and the second.
 */
export function useFirstWires(gaps: readonly Gap[], trace: Trace | undefined): readonly Gap[] {
  const [known, setKnown] = useState(false);
  useEffect(() => {
    if (known || !trace) return;
    const timer = setTimeout(() => {
      for (const gap of gaps) keptLinks(trace, gap, 'activation');
      setKnown(true);
    });
    return () => clearTimeout(timer);
  }, [known, gaps, trace]);
  return known ? gaps : none;
}

const none: readonly Gap[] = [];
