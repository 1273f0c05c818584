const rows: readonly (readonly number[])[] = [
  [50, 90, 100],
  [0, 0, 100],
  [1000, -1000],
  [1, 2, 3],
  [2, 1, 0.1],
];

const written = (value: number): string => String(value).replace('-', '−');

/** Rows of logits worth trying, and how they are written on their buttons. */
export const presets: readonly (readonly [logits: readonly number[], label: string])[] = rows.map(
  (row) => [row, `[${row.map(written).join(', ')}]`],
);
