import { createPlayer, type Player } from '../../player/player.ts';
import type { Answer, Page, Quantities, Settings } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';
import { planWindow } from './geometry.ts';
import { coverage } from './passes.ts';
import { imageOf, numbersOf, planOf, runScene, type Setup, setupOf } from './scene.ts';

const players = perExperiment<Player>();

/** The playhead of the page's experiment of this name; the first figure that names it makes it. */
export function playerOf(page: Page, attributes: Attributes): Player {
  return players(page, attributes.experiment, () => createFollower(page, attributes));
}

/** A playhead that always has as many steps as there are windows (or products), for as long as the page lives. */
function createFollower(page: Page, attributes: Attributes): Player {
  const stepsUnder = (quantities: Quantities, settings: Settings) => {
    const setup = setupOf(attributes, settings);
    const plan = planOf(setup, numbersOf(attributes, quantities));
    if ('refusal' in plan) return { setup, steps: 1, taps: 1 };
    const taps = plan.kernel ** 2;
    return { setup, taps, steps: plan.out ** 2 * (setup.pace === 'product' ? taps : 1) };
  };
  const first = stepsUnder(page.quantities.getInitialState(), page.settings.getInitialState());
  const player = createPlayer({
    length: first.steps,
    step: Number(attributes.start),
    duration: () => durationOf(setupOf(attributes, page.settings.getState())),
  });
  let before = first;
  const follow = () => {
    const now = stepsUnder(page.quantities.getState(), page.settings.getState());
    const then = before;
    // At once: moving the playhead changes a setting, which calls this again.
    before = now;
    const { step, length, setLength, seek } = player.getState();
    if (now.setup.pace !== then.setup.pace) {
      // The same window, in the other count: all of its products are done.
      const windows = now.setup.pace === 'window';
      const next = windows ? Math.floor(step / then.taps) : (step + 1) * now.taps - 1;
      setLength(now.steps);
      seek(next);
    } else if (now.steps !== length) setLength(now.steps);
  };
  follow();
  page.quantities.subscribe(follow);
  page.settings.subscribe(follow);
  return player;
}

const durationOf = ({ pace, picture }: Setup): number => {
  if (pace === 'product') return 700;
  return picture === 'numbers' ? 1600 : 160;
};

/** `y.1.0` → ['y', 1, 0] */
function parsePath(path: string): readonly [name: string, row: number, column: number] {
  const [name, row, column] = path.split('.');
  return [name, Number(row), Number(column)];
}

/**
 * Answers for the page's questions under its numbers and settings: `out` the output's size, or
 * `out(28)` for an image of 28; `before` and `after`, the padding; `y.0.1` an output, `padded.0.0`
 * a cell of the padded image, `cover.0.0` how many windows see a cell; indices from 0.
 */
export function answerer(attributes: Attributes, page: Page): Answer {
  return (cell, quantities, settings) => {
    const setup = setupOf(attributes, settings);
    const numbers = numbersOf(attributes, quantities);
    const plan = planOf(setup, numbers);
    if ('refusal' in plan) return undefined;
    const other = /^out\((\d+)\)$/.exec(cell);
    if (other) {
      const sized = planWindow({ ...plan, size: Number(other[1]) });
      return 'refusal' in sized ? undefined : sized.out;
    }
    if (cell === 'out' || cell === 'before' || cell === 'after') return plan[cell];
    const [name, row, column] = parsePath(cell);
    const at = (values: readonly number[], side: number) =>
      row < side && column < side ? values[row * side + column] : undefined;
    if (name === 'cover') return at(coverage(plan, setup.border), plan.size);
    const x = imageOf(setup, numbers, page.drawing.getState());
    const run = runScene(plan, setup, x, numbers.kernel);
    if (name === 'y') return at(run.y, plan.out);
    return name === 'padded' ? at(run.padded, plan.padded) : undefined;
  };
}
