import { side } from './plan.ts';

/** `row 18, column 10`, counted from 1 as the text does. */
export const placeOf = (pixel: number): string =>
  `row ${Math.floor(pixel / side) + 1}, column ${(pixel % side) + 1}`;
