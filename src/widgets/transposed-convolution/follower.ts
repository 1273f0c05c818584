import { createPlayer, type Player } from '../../player/player.ts';
import type { Page, Quantities, Settings } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';
import { setupOf } from './way-back.ts';

const players = perExperiment<Player>();

/** The playhead of the page's experiment of this name: as many steps as cells are walked from. */
export function playerOf(page: Page, attributes: Attributes): Player {
  return players(page, attributes.experiment, () => createFollower(page, attributes));
}

function createFollower(page: Page, attributes: Attributes): Player {
  const stepsUnder = (quantities: Quantities, settings: Settings) => {
    const { planned, way } = setupOf(attributes, quantities, settings);
    if ('refusal' in planned) return 1;
    return way === 'stamp' ? planned.out ** 2 : planned.size ** 2;
  };
  const player = createPlayer({
    length: stepsUnder(page.quantities.getInitialState(), page.settings.getInitialState()),
    step: Number(attributes.start),
    duration: () => 1300,
  });
  const follow = () => {
    const steps = stepsUnder(page.quantities.getState(), page.settings.getState());
    const { length, setLength } = player.getState();
    if (steps !== length) setLength(steps);
  };
  follow();
  page.quantities.subscribe(follow);
  page.settings.subscribe(follow);
  return player;
}
