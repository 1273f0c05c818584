import type { ComponentType } from 'react';
import type { Client } from '../../core/client.ts';
import type { Player } from '../../player/player.ts';
import type { LabModel } from '../lab-model.ts';
import type { LabStore } from '../lab-store.ts';

/** What every part of the Lab is given. */
export interface LabPartProps {
  readonly store: LabStore;
  readonly player: Player;
  readonly model: LabModel;
  /** The page's engines; only to be called in a browser, so from effects and handlers. */
  readonly client: () => Client;
  /** A link to this very frame; in a browser only. */
  readonly link: () => FrameLink;
}

export interface FrameLink {
  readonly address: string;
  /** What it cannot carry, as a sentence; empty where it carries all. */
  readonly missing: string;
}

/** Something to ask, see or take away, beneath the figure; its code comes when it is opened. */
export interface Panel {
  /** What links name it by. */
  readonly name: string;
  /** The words on its button. */
  readonly title: string;
  readonly group: 'ask' | 'see' | 'take';
  load(): Promise<ComponentType<LabPartProps>>;
}
