import type { LabStore } from '../lab-store.ts';
import type { Scene } from './scene.ts';

/** What each Lab's stage painted last: a file of the picture is drawn from the same. */
const shown = new WeakMap<LabStore, Scene>();

/** Remembers the scene and hands it on. */
export function kept(store: LabStore, scene: Scene): Scene {
  shown.set(store, scene);
  return scene;
}

/** The scene that is on the page; undefined before the first one was painted. */
export const maybeScene = (store: LabStore): Scene | undefined => shown.get(store);
