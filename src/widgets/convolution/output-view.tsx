import { useMemo } from 'react';
import { type CellMark, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { scaleOf } from '../../draw/scale.ts';
import { sizeOfCells, widestTyped } from './input-view.tsx';
import { MapPicture } from './map-picture.tsx';
import type { Moment } from './moment.ts';
import type { Run } from './scene.ts';

interface OutputViewProps {
  readonly run: Run;
  readonly moment: Moment;
  readonly pictured: boolean;
  readonly onPick: (row: number, column: number) => void;
}

/** What the windows say: those that the playhead has passed in full, the others faintly. */
export function OutputView({ run, moment, pictured, onPick }: OutputViewProps) {
  const { y, plan } = run;
  const scale = useMemo(() => scaleOf(y), [y]);
  const finished = moment.done === plan.kernel ** 2;
  const reached = moment.window + (finished ? 1 : 0);
  const taps = useMemo(
    () => ({
      row: Math.floor(moment.window / plan.out),
      column: moment.window % plan.out,
      count: 1,
      apart: 1,
    }),
    [moment.window, plan.out],
  );
  if (pictured || plan.out > widestTyped) {
    return (
      <MapPicture
        label={`Output, ${plan.out} × ${plan.out}`}
        values={y}
        side={plan.out}
        scale={scale}
        taps={taps}
        onPick={onPick}
      />
    );
  }
  const mark = (cell: number): CellMark => ({
    pale: cell >= reached,
    outline: cell === moment.window ? 'accent' : undefined,
    strong: cell === moment.window,
  });
  return (
    <Matrix
      label="Output"
      result="output"
      size={sizeOfCells(plan.out)}
      values={y}
      columns={plan.out}
      scale={scale}
      format={formatNumber}
      mark={mark}
    />
  );
}
