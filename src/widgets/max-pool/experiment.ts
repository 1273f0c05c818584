import { createPlayer, type Player } from '../../player/player.ts';
import type { Answer, Page, Quantities, Settings } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';
import { backwardRules, type RuleName, rulesOf } from './backward-rule.ts';
import {
  type Geometry,
  largestCells,
  type PoolRun,
  runPool,
  side,
  windowsPerSide,
} from './pool-run.ts';

/** Rows and columns that an upstream gradient can have: as many as windows fit at most. */
export const upstreamSide = 3;

const defaultInput = [1, 3, 2, 4, 5, 6, 7, 8, 9, 1, 2, 0, 3, 4, 5, 6];
const defaultUpstream = [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9];

/** What figures of one name share on a page: numbers and playhead. */
export interface Experiment {
  readonly player: Player;
  /** The step that the lesson starts from. */
  readonly written: number;
  /** Names of the page's quantities. */
  readonly input: string;
  readonly upstream: string;
}

const experiments = perExperiment<Experiment>();

/** The page's experiment of this name; the first figure that names it makes it. */
export function experimentOf(page: Page, attributes: Attributes): Experiment {
  return experiments(page, attributes.experiment, () => createExperiment(attributes));
}

function createExperiment(attributes: Attributes): Experiment {
  const windows = windowsPerSide(authoredGeometry(attributes)) ** 2;
  const written = attributes.start === 'forward' ? windows - 1 : 2 * windows - 1;
  return {
    player: createPlayer({ length: 2 * windows, step: written, duration: () => 1400 }),
    written,
    input: attributes.input ?? `${attributes.experiment}/input`,
    upstream: attributes.upstream ?? `${attributes.experiment}/upstream`,
  };
}

export const authoredGeometry = ({ size, stride }: Attributes): Geometry => ({
  size: Number(size),
  stride: Number(stride),
});

export const sizes = [2, 3] as const;
export const strides = [1, 2] as const;

/** Window and stride as the page has them; what a link asks for counts only if it can be set. */
export function geometryOn(attributes: Attributes, settings: Settings): Geometry {
  const { size, stride } = authoredGeometry(attributes);
  const of = (control: string) => settings[`${attributes.experiment}/${control}`];
  return {
    size: sizes.find((known) => known === of('size')) ?? size,
    stride: strides.find((known) => known === of('stride')) ?? stride,
  };
}

/** The playhead, at `step` before, keeps its pass when the number of windows changes, or its end. */
export function followGeometry(player: Player, step: number, before: number, after: number): void {
  const { seek, setLength } = player.getState();
  setLength(2 * after);
  if (step === 2 * before - 1) seek(2 * after - 1);
  else if (step < before) seek(Math.min(step, after - 1));
  else seek(after + Math.min(step - before, after - 1));
}

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

/** Names of quantities whose numbers do not fit: the figure shows its own. */
export function misfitsOf(experiment: Experiment, quantities: Quantities): readonly string[] {
  const wanted = [
    [experiment.input, side * side],
    [experiment.upstream, upstreamSide ** 2],
  ] as const;
  return wanted.flatMap(([name, count]) => {
    const values = quantities[name]?.values;
    return values === undefined || values.length === count ? [] : [name];
  });
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

/** Answers for the page's questions: the cells that `attributes.ts` names. */
export function answerer(experiment: Experiment, attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const [path, other] = cell.split('@');
    const [size, stride] = other?.split('.').map(Number) ?? [];
    const geometry = size && stride ? { size, stride } : authoredGeometry(attributes);
    const [name, row, column] = path.split('.');
    const run = runExperiment(experiment, quantities, geometry);
    const windows = run.upstream.length;
    const at = Number(row) * side + Number(column);
    switch (name) {
      case 'y':
        return run.pooled[Number(row) * windowsPerSide(geometry) + Number(column)];
      case 'dx':
        return run.routed[windows][at];
      case 'claim': {
        const claim = backwardRules[ruleOn(attributes, settings)].claim(run, windows);
        return claim.gradient[Number(row) * claim.columns + Number(column)];
      }
      case 'ties':
        return run.upstream.filter((_, w) => largestCells(run, w).length > 1).length;
      case 'sum':
        return total(run.routed[windows]);
      case 'sent':
        return total(run.upstream);
      default:
        return undefined;
    }
  };
}

/** The backward pass that is chosen on the page. */
function ruleOn(attributes: Attributes, settings: Settings): RuleName {
  const chosen = settings[`${attributes.experiment}/rule`];
  const known = rulesOf[attributes.mode].find(([name]) => name === chosen);
  return known ? known[0] : attributes.rule;
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
