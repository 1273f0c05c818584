import { parseSkeleton, traceSkeleton } from '../../digits/skeleton.ts';
import type { Drawing } from '../../digits/strokes.ts';

/** A 5 in a hurry, its bow nearly closed: networks take it for a 6. */
const skeleton = '52 20, 42 36, 38 52, 37 64 / 49 45, 61 51, 64 62, 58 74, 46 80, 36 74';

/** What stands in the figure until the reader draws. */
export const hastyFive: Drawing = traceSkeleton(parseSkeleton(skeleton), undefined, 0.015);
