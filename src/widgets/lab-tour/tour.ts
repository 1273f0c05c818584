import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Page } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';

/** Where a stop of the text sends the Lab. */
export interface Destination {
  /** `forward conv1`, `loss`, `backward pool2`, `update`. */
  readonly at: string;
  readonly zoom: 'network' | 'layer';
}

/** What the stops and the Lab of one experiment tell each other; light, so that text can wait for it. */
export interface Tour {
  readonly wanted?: Destination;
  /** The step that the Lab is at, once it is there. */
  readonly here?: string;
  /** The element of the stop that the reader came from, by its id: the figure leads back to it. */
  readonly left?: string;
}

const tours = perExperiment<StoreApi<Tour>>();

export const tourOf = (page: Page, experiment: string): StoreApi<Tour> =>
  tours(page, experiment, () => createStore<Tour>(() => ({})));
