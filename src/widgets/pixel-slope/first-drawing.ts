import { parseSkeleton, traceSkeleton } from '../../digits/skeleton.ts';
import type { Drawing } from '../../digits/strokes.ts';

/** A 5 in a hurry: its bow nearly closes, and then it is a 6. */
const skeleton = '58 20, 45 21, 42 36, 39 50, 38 67 / 49 45, 61 51, 64 62, 58 74, 46 80, 36 74';

/** What stands in the figure until the reader draws. */
export const hastyFive: Drawing = traceSkeleton(parseSkeleton(skeleton), undefined, 0.015);
