import type { Drawing } from '../digits/strokes.ts';
import type { DrawingData } from './drawing-history.ts';
import { sampleNumber } from './pad-samples.tsx';

/**
 * What is said, to those who do not see the pad, of a change that a button or a key made; undefined
 * for a pen's strokes, which speak for themselves.
 */
export function narrate(now: DrawingData, before: DrawingData): string | undefined {
  const { drawing } = now;
  if (drawing === before.drawing) return undefined;
  if (now.past.length < before.past.length) return `undone: ${inWords(drawing)}`;
  if (before.future.length > 0 && drawing === before.future[0]) {
    return `redone: ${inWords(drawing)}`;
  }
  if (drawing.length === 0) return 'cleared';
  const sample = sampleNumber(drawing);
  return sample === undefined ? undefined : `sample ${sample}`;
}

function inWords(drawing: Drawing): string {
  if (drawing.length === 0) return 'the pad is empty';
  return drawing.length === 1 ? 'one stroke' : `${drawing.length} strokes`;
}
