import { createPlayer, type Player } from '../../player/player.ts';
import type { Answer, Page, Settings } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';
import { judge } from './measure.ts';
import { stepsOf } from './moment.ts';
import { planShape } from './plan.ts';
import { type Scene, sceneOf, setupOf } from './scene.ts';

const players = perExperiment<Player>();

/** The playhead of the page's experiment of this name; the first figure that names it makes it. */
export function playerOf(page: Page, attributes: Attributes): Player {
  return players(page, attributes.experiment, () => createFollower(page, attributes));
}

/** Milliseconds a step takes while the figure plays. */
const pace = 1500;

/** A playhead with as many steps as the gradient and the way ask for, for as long as the page lives. */
function createFollower(page: Page, attributes: Attributes): Player {
  const lengthUnder = (settings: Settings) => {
    const setup = setupOf(attributes, settings);
    const plan = planShape(setup);
    const view = `${setup.gradient} ${setup.way}`;
    const asked = settings[`${attributes.experiment}/step`];
    return { view, asked, steps: 'refusal' in plan ? 1 : stepsOf(plan, setup) };
  };
  const first = lengthUnder(page.settings.getInitialState());
  const player = createPlayer({
    length: first.steps,
    step: Number(attributes.start),
    duration: () => pace,
  });
  let before = first;
  const follow = () => {
    const now = lengthUnder(page.settings.getState());
    const other = now.view !== before.view;
    const isLinked = now.asked !== before.asked;
    const isSame = !other && now.steps === before.steps;
    before = now;
    if (isSame) return;
    const { step, length, setLength } = player.getState();
    // Steps of another view are other things: begin there anew, or end where the reader was at an end.
    const kept = other ? (step === length - 1 && length > 1 ? now.steps - 1 : 0) : step;
    // A link or *reset* changes view and step at once: then what it asks for counts.
    const asked = typeof now.asked === 'number' ? now.asked : Number(attributes.start);
    setLength(now.steps);
    player.getState().seek(isLinked ? asked : kept);
  };
  follow();
  page.settings.subscribe(follow);
  return player;
}

/** Answers under the page's numbers and settings; what the cells are is said in `attributes.ts`. */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const scene = sceneOf(attributes, quantities, setupOf(attributes, settings));
    if ('refusal' in scene) return undefined;
    const [name, row, column] = cell.split('.');
    const grid = gridOf(scene, name, settings[`${attributes.experiment}/step`] ?? attributes.start);
    if (grid) {
      const [down, right] = [Number(row), Number(column)];
      return down < grid.side && right < grid.side
        ? grid.values[down * grid.side + right]
        : undefined;
    }
    return numberOf(scene, cell);
  };
}

function gridOf(scene: Scene, name: string, step: unknown) {
  const { plan, x, kernel, upstream, y, truth, claim, paths } = scene;
  const { size, kernel: side, out } = plan;
  switch (name) {
    case 'x':
      return { values: x, side: size };
    case 'w':
      return { values: kernel, side };
    case 'upstream':
      return { values: upstream, side: out };
    case 'y':
      return { values: y, side: out };
    case 'dx':
      return { values: truth.dx, side: size };
    case 'dw':
      return { values: truth.dw, side };
    case 'claim':
      return { values: claim.dx, side: size };
    case 'hears': {
      const heard = new Set(paths.filter(({ out: o }) => o === Number(step)).map((p) => p.source));
      return { values: x.map((_, i) => (heard.has(i) ? 1 : 0)), side: size };
    }
    default:
      return undefined;
  }
}

function numberOf({ plan, truth, claim }: Scene, cell: string): number | undefined {
  switch (cell) {
    case 'db':
      return truth.db[0];
    case 'dxsum':
      return truth.dx.reduce((sum, value) => sum + value, 0);
    case 'out':
      return plan.out;
    case 'k':
      return plan.kernel;
    case 'n':
      return plan.size;
    case 'holes':
      return ((plan.out - 1) * plan.stride + 1) ** 2 - plan.out ** 2;
    case 'wrong':
      return judge(claim.dx, truth.dx).right.filter((right) => !right).length;
    default:
      return undefined;
  }
}
