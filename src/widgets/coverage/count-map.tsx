import { useMemo } from 'react';
import { type CellMark, type Frame, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { sequential } from '../../draw/scale.ts';
import type { WindowPlan } from '../convolution/geometry.ts';
import { sizeOfCells, widestTyped } from '../convolution/input-view.tsx';
import { MapPicture } from '../convolution/map-picture.tsx';
import { isRing } from '../convolution/moment.ts';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';

interface CountMapProps {
  readonly page: Page;
  readonly experiment: string;
  readonly plan: WindowPlan;
  readonly counts: readonly number[];
  /** The windows that see the cell that is looked at. */
  readonly seeing: readonly number[];
  readonly row: number;
  readonly column: number;
  readonly onPick: (row: number, column: number) => void;
}

/** The counts in their padding, with the windows over one cell drawn around it. */
export function CountMap(props: CountMapProps) {
  const { page, experiment, plan, counts, seeing, row, column, onPick } = props;
  const cell = useTerm(page, experiment, 'cell');
  const { size, padded, before, out, stride, extent } = plan;
  const scale = sequential(Math.max(1, ...counts));
  const taps = useMemo(() => ({ row, column, count: 1, apart: 1 }), [row, column]);
  if (padded > widestTyped) {
    return (
      <div className="coverage-map" {...cell.props}>
        <MapPicture
          label={`How many windows see each of ${size} × ${size} cells`}
          values={counts}
          side={size}
          scale={scale}
          taps={taps}
          onPick={onPick}
        />
      </div>
    );
  }
  const placed = Array.from({ length: padded * padded }, (_, at) =>
    isRing(plan, at)
      ? Number.NaN
      : counts[(Math.floor(at / padded) - before) * size + (at % padded) - before],
  );
  const here = (row + before) * padded + column + before;
  const mark = (at: number): CellMark => {
    if (isRing(plan, at)) return { ghost: true };
    return at === here ? { outline: 'ink', strong: true, note: 'looked at' } : {};
  };
  const frames = seeing.map(
    (window): Frame => ({
      row: Math.floor(window / out) * stride,
      column: (window % out) * stride,
      rows: extent,
      columns: extent,
      tone: 'accent',
    }),
  );
  return (
    <div className="coverage-map" {...cell.props}>
      <Matrix
        label="Windows that see each cell"
        result="coverage"
        size={sizeOfCells(padded)}
        values={placed}
        columns={padded}
        scale={scale}
        format={(value) => (Number.isNaN(value) ? '' : formatNumber(value))}
        mark={mark}
        frames={frames}
        onPick={(at) => {
          if (isRing(plan, at)) return;
          onPick(Math.floor(at / padded) - before, (at % padded) - before);
        }}
      />
    </div>
  );
}
