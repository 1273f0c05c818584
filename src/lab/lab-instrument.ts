import type { Player } from '../player/player.ts';
import { createLabPlayer } from './lab-player.ts';
import { createLabStore, type LabStore } from './lab-store.ts';
import type { LabNetwork } from './networks/network.ts';

/** A Lab's state and its playhead, which live as long as each other. */
export interface LabInstrument {
  readonly store: LabStore;
  readonly player: Player;
}

/** A Lab with an empty pad; the first network of the shelf reads, unless another is given. */
export function createLab(network?: LabNetwork): LabInstrument {
  const store = createLabStore();
  if (network) store.getState().setNetwork(onShelf(store, network));
  return { store, player: createLabPlayer(store) };
}

const onShelf = (store: LabStore, network: LabNetwork): LabNetwork =>
  store.getState().networks.find(({ id }) => id === network.id) ?? network;
