import type { Moment, View } from './moment.ts';

const collectLines = { dx: 'collect-x', dw: 'collect-w', db: 'collect-b' } as const;
const sendLines = { dx: 'send-x', dw: 'send-w', db: 'send-b' } as const;

/** Anchors of the listings' lines that the moment is about. */
export function linesOf(
  { gradient, way }: View,
  { done, step }: Moment,
  steps: number,
): readonly string[] {
  switch (way) {
    case 'send': {
      if (done === 0) return ['entry', 'window'];
      const isLast = gradient === 'dx' && step === steps - 1;
      return ['entry', sendLines[gradient], ...(isLast ? ['crop'] : [])];
    }
    case 'collect': {
      const ready = gradient === 'dx' ? ['holes', 'turn', 'full'] : ['holes'];
      return done === 0 && gradient !== 'db' ? ready : [collectLines[gradient]];
    }
    case 'matrix':
      if (gradient === 'dx') return done === 0 ? ['outer'] : ['col-to-im'];
      return gradient === 'dw' ? ['patches', 'matrix-w'] : ['matrix-b'];
  }
}
