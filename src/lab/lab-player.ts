import { createPlayer, type Player } from '../player/player.ts';
import type { Step } from '../trace/step.ts';
import { modelOf } from './lab-model.ts';
import type { LabStore } from './lab-store.ts';

/** Layers that sweep over positions take their time; those that do everything at once do not. */
function paceOf(step: Step | undefined): number {
  if (!step || step.kind === 'update') return 800;
  return { conv2d: 1800, maxPool2d: 1500, dense: 1200 }[step.node.kind] ?? 800;
}

/**
 * A playhead over the steps of the Lab's network, at rest at the end of the way forward. Another
 * network has other steps: it goes to the end of that one's way forward, from play too, and before
 * anything is drawn of it.
 */
export function createLabPlayer(store: LabStore): Player {
  const model = () => modelOf(store.getState().network.graph);
  const player = createPlayer({
    length: model().steps.length,
    step: model().restAt,
    duration: (step) => paceOf(model().steps[step]),
    glide: 450,
    moments: (step) => model().insides[step]?.count ?? 1,
  });
  store.subscribe(({ network }, before) => {
    if (network.graph === before.network.graph) return;
    const { steps, restAt } = model();
    player.getState().setLength(steps.length);
    player.getState().seek(restAt);
  });
  return player;
}
