import { useMemo, useState } from 'react';
import { type CellMark, type Frame, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { type Scale, scaleOf } from '../../draw/scale.ts';
import { MapPicture } from './map-picture.tsx';
import { isRing, type Product } from './moment.ts';
import type { Run } from './scene.ts';
import { sourceOf } from './window-sum.ts';

/** Wider than this, cells are too small for figures: the map is a picture. */
export const widestTyped = 14;

/** How large the cells of a map are drawn. */
export const sizeOfCells = (side: number): 'medium' | 'small' | 'tiny' =>
  side <= 5 ? 'medium' : side <= 7 ? 'small' : 'tiny';

interface InputViewProps {
  readonly run: Run;
  /** The window on it: undefined shows none. */
  readonly window: { readonly index: number; readonly products: readonly Product[] };
  /** The product under way, if it is a single one. */
  readonly now: Product | undefined;
  /** Shows where the next window will stand: the stride. */
  readonly next: boolean;
  /** The padding is what a formula points at. */
  readonly litPadding: boolean;
  readonly pictured: boolean;
  readonly onEdit: (index: number, value: number) => void;
  readonly onPick: (row: number, column: number) => void;
}

/** The image in its padding, with the window on it. */
export function InputView(props: InputViewProps) {
  const { run, pictured } = props;
  const scale = useMemo(() => scaleOf(run.x), [run.x]);
  return pictured || run.plan.padded > widestTyped ? (
    <InputPicture {...props} scale={scale} />
  ) : (
    <InputNumbers {...props} scale={scale} />
  );
}

interface ScaledProps extends InputViewProps {
  readonly scale: Scale;
}

function frameAt({ plan }: Run, index: number): Frame {
  const { out, stride, extent } = plan;
  return {
    row: Math.floor(index / out) * stride,
    column: (index % out) * stride,
    rows: extent,
    columns: extent,
    tone: 'accent',
  };
}

function InputNumbers({ run, window, now, next, scale, onEdit }: ScaledProps) {
  const [pointed, setPointed] = useState<number>();
  const { plan, border, padded } = run;
  const sources = new Set(
    window.products
      .filter((product) => isRing(plan, product.padded) && product.source >= 0)
      .map((product) => product.source),
  );
  const inImage = (at: number) =>
    (Math.floor(at / plan.padded) - plan.before) * plan.size + (at % plan.padded) - plan.before;
  const aimed = pointed === undefined ? -1 : sourceOf(plan, border, pointed);
  const apart = plan.dilation > 1;
  const tapped = new Set(apart ? window.products.map((product) => product.padded) : []);
  const mark = (at: number): CellMark => {
    const ring = isRing(plan, at);
    if (at === now?.padded) return { ghost: ring, outline: 'ink', strong: true };
    if (tapped.has(at)) return { ghost: ring, outline: 'accent' };
    if (ring) return { ghost: true, note: ringNote(run, at) };
    const cell = inImage(at);
    if (pointed !== undefined && isRing(plan, pointed) && cell === aimed)
      return { outline: 'ink', note: 'stands again in the padding' };
    return sources.has(cell) ? { outline: 'dashed', note: 'stands again in the padding' } : {};
  };
  const following = window.index + 1 < plan.out ** 2 ? window.index + 1 : 0;
  const frames: Frame[] = [frameAt(run, window.index)];
  if (next) frames.push({ ...frameAt(run, following), tone: 'ink' });
  return (
    <Matrix
      label="Input"
      size={sizeOfCells(plan.padded)}
      values={padded}
      columns={plan.padded}
      scale={scale}
      format={formatNumber}
      mark={mark}
      frames={frames}
      nameInput={(at) => {
        const cell = inImage(at);
        return `Input, row ${Math.floor(cell / plan.size) + 1}, column ${(cell % plan.size) + 1}`;
      }}
      onEdit={(at, value) => onEdit(inImage(at), value)}
      onPoint={setPointed}
    />
  );
}

function ringNote({ plan, border }: Run, at: number): string {
  const source = sourceOf(plan, border, at);
  if (source < 0) return 'padding';
  return `padding, from row ${Math.floor(source / plan.size) + 1}, column ${(source % plan.size) + 1}`;
}

function InputPicture({ run, window, next, litPadding, scale, onPick }: ScaledProps) {
  const { plan, padded } = run;
  const { row, column } = frameAt(run, window.index);
  const taps = useMemo(
    () => ({ row, column, count: plan.kernel, apart: plan.dilation }),
    [row, column, plan],
  );
  const inside = useMemo(
    () => ({ before: plan.before, size: plan.size, lit: litPadding }),
    [plan, litPadding],
  );
  const right = column + plan.stride;
  const following = useMemo(
    () => (next ? { row, column: right, count: plan.kernel, apart: plan.dilation } : undefined),
    [next, row, right, plan],
  );
  const pick = (down: number, across: number) => {
    // The window whose middle is nearest to what was pressed.
    const at = (place: number) =>
      Math.min(
        plan.out - 1,
        Math.max(0, Math.round((place - (plan.extent - 1) / 2) / plan.stride)),
      );
    onPick(at(down), at(across));
  };
  return (
    <MapPicture
      label={`Input, ${plan.size} × ${plan.size}, with its padding ${plan.padded} × ${plan.padded}`}
      values={padded}
      side={plan.padded}
      scale={scale}
      inside={inside}
      taps={taps}
      next={following}
      onPick={pick}
    />
  );
}
