import { momentsDone } from '../../player/player.ts';
import type { Run, Setup } from './scene.ts';
import { type Tap, tapsOf } from './window-sum.ts';

/** Where the playhead stands. */
export interface Moment {
  /** The output cell that is being made. */
  readonly window: number;
  /** How many of its products are there, in reading order. */
  readonly done: number;
}

/** From the playhead's step and progress, by what a step is. */
export function momentAt(
  step: number,
  progress: number,
  taps: number,
  pace: Setup['pace'],
): Moment {
  if (pace === 'window') return { window: step, done: momentsDone(progress, taps) };
  return { window: Math.floor(step / taps), done: (step % taps) + (progress >= 0.5 ? 1 : 0) };
}

/** One product of the window, written out. */
export interface Product extends Tap {
  readonly factor: number;
  readonly value: number;
  readonly product: number;
}

/** The window's products, all of them, in the order in which a kernel is read. */
export function productsOf({ plan, border, padded, weights }: Run, window: number): Product[] {
  return tapsOf(plan, border, window).map((tap) => {
    const factor = weights[tap.weight];
    const value = padded[tap.padded];
    return { ...tap, factor, value, product: factor * value };
  });
}

/** Whether a cell of the padded image lies in the padding. */
export function isRing({ before, size, padded }: Run['plan'], at: number): boolean {
  const [row, column] = [Math.floor(at / padded) - before, (at % padded) - before];
  return row < 0 || column < 0 || row >= size || column >= size;
}

/** Anchors of the listing's lines that the moment is about. */
export function anchorsOf(run: Run, moment: Moment, mode: Setup['mode']): readonly string[] {
  if (moment.done === 0) return ['window'];
  const last = productsOf(run, moment.window)[moment.done - 1];
  return [
    'product',
    ...(isRing(run.plan, last.padded) ? ['pad'] : []),
    ...(mode === 'convolution' ? ['turn'] : []),
  ];
}
