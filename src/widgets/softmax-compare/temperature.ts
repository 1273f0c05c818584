/** Temperatures to choose among, spaced about evenly in their logarithm; 1 is softmax itself. */
export const temperatures: readonly number[] = [
  0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 20, 50, 100,
];
