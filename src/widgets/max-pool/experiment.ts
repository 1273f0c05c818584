import { createStore, type StoreApi } from 'zustand/vanilla';
import { createPlayer, type Player } from '../../player/player.ts';
import type { Answer, Page, Quantities } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { type Geometry, type PoolRun, runPool, side, windowsPerSide } from './pool-run.ts';

/** Rows and columns that an upstream gradient can have: as many as windows fit at most. */
export const upstreamSide = 3;

const defaultInput = [1, 3, 2, 4, 5, 6, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6];
const defaultUpstream = [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9];

/** What figures of one name share on a page: window, numbers, playhead. */
export interface Experiment {
  readonly geometry: StoreApi<Geometry>;
  readonly player: Player;
  /** Names of the page's quantities. */
  readonly input: string;
  readonly upstream: string;
  setGeometry(geometry: Geometry): void;
}

const experiments = new WeakMap<Page, Map<string, Experiment>>();

/** The page's experiment of this name; the first figure that names it makes it. */
export function experimentOf(page: Page, attributes: Attributes): Experiment {
  const byName = experiments.get(page) ?? new Map<string, Experiment>();
  experiments.set(page, byName);
  const made = byName.get(attributes.experiment) ?? createExperiment(attributes);
  byName.set(attributes.experiment, made);
  return made;
}

function createExperiment(attributes: Attributes): Experiment {
  const geometry = createStore<Geometry>(() => authoredGeometry(attributes));
  const windows = windowsPerSide(geometry.getState()) ** 2;
  const player = createPlayer({
    length: 2 * windows,
    step: attributes.start === 'forward' ? windows - 1 : 2 * windows - 1,
    duration: () => 1400,
  });
  return {
    geometry,
    player,
    input: attributes.input ?? `${attributes.experiment}/input`,
    upstream: attributes.upstream ?? `${attributes.experiment}/upstream`,
    setGeometry(next) {
      const before = windowsPerSide(geometry.getState()) ** 2;
      const after = windowsPerSide(next) ** 2;
      const { step } = player.getState();
      geometry.setState(next, true);
      player.getState().setLength(2 * after);
      // The playhead keeps its pass, and its end where it stood at one.
      if (step === 2 * before - 1) player.getState().seek(2 * after - 1);
      else if (step < before) player.getState().seek(Math.min(step, after - 1));
      else player.getState().seek(after + Math.min(step - before, after - 1));
    },
  };
}

const authoredGeometry = ({ size, stride }: Attributes): Geometry => ({
  size: Number(size),
  stride: Number(stride),
});

/** The input's sixteen numbers as the page has them. */
export function inputOf(experiment: Experiment, quantities: Quantities): readonly number[] {
  const values = quantities[experiment.input]?.values;
  return values?.length === side * side ? values : defaultInput;
}

/** The nine numbers that upstream gradients are taken from. */
export function upstreamOf(experiment: Experiment, quantities: Quantities): readonly number[] {
  const values = quantities[experiment.upstream]?.values;
  return values?.length === upstreamSide ** 2 ? values : defaultUpstream;
}

/** Where the upstream gradient of a window stands among the nine numbers. */
export function upstreamIndex(window: number, geometry: Geometry): number {
  const across = windowsPerSide(geometry);
  return Math.floor(window / across) * upstreamSide + (window % across);
}

/** A whole run under the page's numbers. */
export function runExperiment(
  experiment: Experiment,
  quantities: Quantities,
  geometry: Geometry,
): PoolRun {
  const nine = upstreamOf(experiment, quantities);
  const windows = windowsPerSide(geometry) ** 2;
  const upstream = Array.from({ length: windows }, (_, w) => nine[upstreamIndex(w, geometry)]);
  return runPool(inputOf(experiment, quantities), upstream, geometry);
}

/**
 * Answers for the page's questions: `y.0.1` a pooled number, `dx.1.1` an input's gradient, both
 * counted from 0, with the window of the lesson or, after an @, another: `dx.1.1@2.1`.
 */
export function answerer(experiment: Experiment, attributes: Attributes): Answer {
  return (cell, quantities) => {
    const [path, other] = cell.split('@');
    const [size, stride] = other?.split('.').map(Number) ?? [];
    const geometry = size && stride ? { size, stride } : authoredGeometry(attributes);
    const [name, row, column] = path.split('.');
    const run = runExperiment(experiment, quantities, geometry);
    if (name === 'y') return run.pooled[Number(row) * windowsPerSide(geometry) + Number(column)];
    if (name !== 'dx') return undefined;
    return run.routed[run.upstream.length][Number(row) * side + Number(column)];
  };
}
