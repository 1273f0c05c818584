import { Matrix } from '../../draw/matrix.tsx';
import { powerOfTen } from '../../draw/number.ts';
import { type Scale, scaleOf } from '../../draw/scale.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import { cellKey } from '../cell-name.ts';
import { useStripScene } from './cell-number.tsx';

interface CellGridProps {
  readonly label: string;
  readonly cells: readonly Cell[];
  readonly across: number;
  /** That of the picture the cells come from; their own if none is given. */
  readonly scale?: Scale;
  /** `dot` shows colours only. */
  readonly size?: 'tiny' | 'dot';
  /** False where the label is written elsewhere. */
  readonly caption?: boolean;
  readonly chosen?: number;
  readonly onChoose?: (index: number) => void;
}

/** Cells of the trace as a small grid. Very small or large ones share a power of ten. */
export function CellGrid(props: CellGridProps) {
  const { label, cells, across, scale, size = 'tiny', caption = true, chosen, onChoose } = props;
  const { trace, store } = useStripScene();
  const values = cells.map((cell) => readCell(trace, cell));
  const power = commonPower(values);
  const { hint } = store.getState();
  return (
    <Matrix
      label={power === 0 ? label : `${label}, times ten to the ${power}`}
      values={values}
      columns={across}
      size={size}
      mark={(index) => (index === chosen ? { outline: 'ink', note: 'chosen' } : undefined)}
      scale={scale ?? scaleOf(values, { signed: true })}
      format={(value) => brief(value / 10 ** power)}
      nameCell={(index) => (power === 0 ? cellKey(cells[index]) : undefined)}
      onPoint={(index) => hint(index === undefined ? undefined : cells[index])}
      onPick={onChoose}
      caption={captionOf(caption ? label : '', power)}
    />
  );
}

function captionOf(label: string, power: number): string | undefined {
  const scaled = power === 0 ? '' : `× ${powerOfTen(power)}`;
  return `${label} ${scaled}`.trim() || undefined;
}

/** 0 where figures with two decimals show the numbers well. */
function commonPower(values: readonly number[]): number {
  const largest = Math.max(...values.map(Math.abs));
  if (!(largest > 0) || !Number.isFinite(largest)) return 0;
  const power = Math.floor(Math.log10(largest));
  return power < -1 || power > 1 ? power : 0;
}

/** Two digits, no leading zero: `.36`, `−1.2`. There is room for no more. */
export function brief(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 9.95 ? size.toFixed(0) : size >= 0.995 ? size.toFixed(1) : size.toFixed(2);
  return `${value < 0 ? '−' : ''}${text.replace(/^0\./, '.')}`;
}
