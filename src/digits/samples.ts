/** Ten sample digits of our own, for readers who do not want to draw, and for tests. */
import { parseSkeleton, traceSkeleton } from './skeleton.ts';
import type { Drawing } from './strokes.ts';

/** Skeletons 0 … 9 in hundredths of the pad (the notation of skeleton.ts). */
const SAMPLES: readonly string[] = [
  '53 20, 42 24, 34 38, 32 54, 36 71, 47 80, 59 75, 66 59, 66 41, 61 27, 51 20',
  '43 31, 49 27, 54 20 / 52 50, 49 80',
  '34 34, 39 24, 50 20, 61 25, 63 37, 56 52, 44 67, 33 79 / 49 77, 69 78',
  '36 25, 47 20, 60 24, 62 35, 55 44, 45 48 / 57 50, 65 59, 64 71, 53 80, 41 79, 33 73',
  '45 21, 39 40, 32 56 / 50 56, 71 54 | 61 34, 58 57, 56 80',
  '40 22, 37 46 / 49 43, 61 49, 65 61, 59 74, 46 80, 33 75 | 40 22, 53 22, 67 20',
  '57 20, 45 32, 37 49, 36 66, 43 78, 55 79, 63 70, 62 58, 53 52, 43 57, 37 67',
  '33 23, 50 23, 67 21 / 58 42, 50 60, 45 80',
  '62 27, 52 20, 41 24, 38 35, 47 45, 59 55, 64 67, 57 78, 45 80, 36 71, 39 59, 50 47, 60 37, 61 25',
  '62 29, 52 20, 40 25, 36 38, 43 48, 54 45, 63 30 / 62 50, 59 66, 55 80',
];

/** The sample of `digit` (0 … 9) as the pen's strokes, pad units, 60% of the pad high. */
export function sampleDigit(digit: number): Drawing {
  const skeleton = SAMPLES[digit];
  if (skeleton === undefined) {
    throw new Error(`sampleDigit: no sample of ${digit}; digits are 0 to 9`);
  }
  return traceSkeleton(parseSkeleton(skeleton), undefined, 0.015);
}
