import type { AdamState } from '../../core/optimizers/adam.ts';
import type { Weights } from '../../core/protocol.ts';
import type { Drawing } from '../../digits/strokes.ts';

/** The two that the Lab offers: the plainest, and the one that most people train with. */
export type DescentOptimizer = 'sgd' | 'adam';

/** What Adam remembers of each parameter. */
export type AdamMemory = Readonly<Record<string, AdamState>>;

/** Where descent stands. */
export interface Position {
  /** Undefined: the weights as the network came. */
  readonly weights?: Weights;
  /** Undefined before Adam's first step, and after a step of SGD. */
  readonly memory?: AdamMemory;
}

/** What a network says of one digit and one label. */
export interface Outcome {
  readonly loss: number;
  /** One for each class. */
  readonly probabilities: readonly number[];
}

/** What the slope at the start of a step said. */
export interface Promised {
  /** g · Δw: how the loss would change were it a plane. With SGD, −η‖g‖². */
  readonly change: number;
  /** ‖g‖ over all parameters. */
  readonly gradientNorm: number;
}

/** One step that was taken, or several that are taken back together. */
export interface Leap {
  readonly steps: number;
  readonly from: Position;
  readonly to: Required<Pick<Position, 'weights'>> & Position;
  readonly optimizer: DescentOptimizer;
  readonly rate: number;
  readonly drawing: Drawing;
  readonly label: number;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Only of a single step: steps further along have slopes of their own. */
  readonly promised?: Promised;
}

/** What undo and redo walk, oldest first. */
export interface Descent {
  readonly past: readonly Leap[];
  readonly future: readonly Leap[];
}

export interface DescentData {
  /** The weights after steps of descent; undefined while they are as the network came. */
  readonly descended?: Weights;
  readonly descent: Descent;
}

export interface DescentHistory extends DescentData {
  readonly descend: (leap: Leap) => void;
  /** One leap back; at the beginning stand the network's own weights, the very object. */
  readonly undoDescent: () => void;
  readonly redoDescent: () => void;
  /** All the way back to the network's own weights; redo leads forward again. */
  readonly resetDescent: () => void;
}

export const noDescent: Descent = { past: [], future: [] };

/** Bytes that the weights of a history may take before its oldest steps become one leap. */
const ROOM = 128 * 2 ** 20;

/** The descent's part of the Lab's state. */
export function descentHistory(
  get: () => DescentData,
  set: (part: Partial<DescentData>) => void,
): DescentHistory {
  const stand = (past: readonly Leap[], future: readonly Leap[]) =>
    set({ descent: { past, future }, descended: positionAfter(past).weights });
  return {
    descent: noDescent,
    descend: (leap) => stand(roomy([...get().descent.past, leap], ROOM), []),
    undoDescent() {
      const { past, future } = get().descent;
      const last = past.at(-1);
      if (last) stand(past.slice(0, -1), [last, ...future]);
    },
    redoDescent() {
      const { past, future } = get().descent;
      const [next, ...rest] = future;
      if (next) stand([...past, next], rest);
    },
    resetDescent() {
      const { past, future } = get().descent;
      if (past.length > 0) stand([], [...past, ...future]);
    },
  };
}

/** Where a history of leaps has led. */
export const positionAfter = (past: readonly Leap[]): Position => past.at(-1)?.to ?? {};

export const stepsIn = (leaps: readonly Leap[]): number =>
  leaps.reduce((sum, { steps }) => sum + steps, 0);

/**
 * A history that fits into so many bytes: its two oldest leaps become one, again and again. So the
 * way back always ends at the beginning; only the far past is crossed in larger leaps.
 */
export function roomy(past: readonly Leap[], room: number): readonly Leap[] {
  let bytes = past.reduce((sum, { to }) => sum + bytesOf(to), 0);
  let kept = past;
  while (bytes > room && kept.length > 1) {
    const [oldest, next, ...rest] = kept;
    bytes -= bytesOf(oldest.to);
    kept = [merged(oldest, next), ...rest];
  }
  return kept;
}

function merged(first: Leap, second: Leap): Leap {
  const { steps, from, before } = first;
  return { ...second, steps: steps + second.steps, from, before, promised: undefined };
}

function bytesOf({ weights = {}, memory = {} }: Position): number {
  const numbers =
    Object.values(weights).reduce((sum, { data }) => sum + data.length, 0) +
    Object.values(memory).reduce((sum, { first }) => sum + 2 * first.length, 0);
  return 4 * numbers;
}
