import { GRID_SIDE, type Grid } from '../digits/grid.ts';

const lines = Array.from({ length: GRID_SIDE - 1 }, (_, i) => i + 1)
  .map((at) => `M${at} 0V${GRID_SIDE}M0 ${at}H${GRID_SIDE}`)
  .join('');

/** The keyboard's grid over the pad: its lines and where the cursor is. */
export function PadGrid({ grid }: { readonly grid: Grid }) {
  return (
    <svg className="pad-grid" viewBox={`0 0 ${GRID_SIDE} ${GRID_SIDE}`} aria-hidden="true">
      <path d={lines} />
      <rect x={grid.column} y={grid.row} width="1" height="1" />
    </svg>
  );
}
