/** What a box may do to its number. */
export const boxNames = ['triple', 'halve', 'square', 'sine', 'exponential', 'relu'] as const;
