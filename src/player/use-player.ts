import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Player, PlayerState } from './player.ts';

/**
 * A player's state, for a component that draws it; `{...usePlayer(player)}` is what a transport
 * takes. Pauses when the component goes away.
 */
export function usePlayer(player: Player): PlayerState {
  useEffect(() => () => player.getState().pause(), [player]);
  return useStore(player);
}
