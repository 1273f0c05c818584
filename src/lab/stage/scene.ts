import type { Theme } from '../../draw/color.ts';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Group } from '../strip/reading.ts';
import type { Focus } from './focus.ts';
import type { Frame, Shown } from './frame.ts';
import type { StageLayout } from './layout.ts';
import type { Gap } from './link.ts';
import type { BoardView } from './pose.ts';
import type { Sight } from './sight.ts';
import type { Size } from './use-size.ts';

export interface Scene {
  readonly layout: StageLayout;
  readonly frame: Frame;
  readonly gaps: readonly Gap[];
  /** Undefined while nothing is drawn on the pad: then only the outlines are. */
  readonly trace: Trace | undefined;
  readonly focus: Focus | undefined;
  /** A cell that a number beneath the picture speaks of. */
  readonly hinted: Cell | undefined;
  /** Is this node's work in this pass done, or under way? */
  readonly reached: (node: string, pass: Shown['pass']) => boolean;
  /** What the cell under the pointer sees and reaches. */
  readonly sight: Sight | undefined;
  /** How far a layer has been opened, 0 … 1: its weights and its sum appear. */
  readonly opening: number;
  /** The parts of the opened sum: their weights stand beside their pictures. */
  readonly groups: readonly Group[];
  readonly boards: readonly BoardView[];
  /** What of the layout is seen: from 0, 0 to here. */
  readonly view: Size;
  readonly theme: Theme;
  readonly paint: Palette;
}

/** Colours of the page that the canvas needs as values. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly accent: string;
  readonly positive: string;
  readonly negative: string;
}

/** How strongly what the wave has not reached is drawn. */
export const PALE = 0.2;
