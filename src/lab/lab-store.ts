import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Weights } from '../core/protocol.ts';
import { type DrawingData, type DrawingHistory, drawingHistory } from '../pad/drawing-history.ts';
import type { Cell } from '../trace/expression.ts';
import type { Trace } from '../trace/trace.ts';
import { type LabNetwork, shelf } from './networks/network.ts';
import type { Scaling, View } from './view.ts';
import { wholeNetwork, type Zoom } from './zoom.ts';

/** A finished run and what it was asked of. */
export interface Recorded {
  readonly trace: Trace;
  readonly network: LabNetwork;
  readonly label: number;
  readonly milliseconds: number;
}

/** Plain data: what the Lab shows follows from this and the playhead. */
export interface LabData extends DrawingData {
  /** The digit that the loss is asked about: one of the network's classes. */
  readonly label: number;
  /** Every network at hand: the site's, then those that the reader brought. */
  readonly networks: readonly LabNetwork[];
  readonly network: LabNetwork;
  /** The weights after steps of descent; undefined while they are as the network came. */
  readonly descended?: Weights;
  readonly view: View;
  readonly scaling: Scaling;
  readonly zoom: Zoom;
  /** The panel that is open beneath the figure. */
  readonly panel?: string;
  /** The network that the panel of two sets beside the chosen one, by its id. */
  readonly compareWith?: string;
  /** The last finished run; undefined while the pad is empty. */
  readonly recorded?: Recorded;
  readonly recordedRevision: number;
  /** The cell under the pointer or the keyboard's cursor. */
  readonly pointed?: Cell;
  /** The cell that stays chosen: pressed, or walked to with the keys. */
  readonly pinned?: Cell;
  /** A cell that a number beneath the picture speaks of: marked, without becoming the focus. */
  readonly hinted?: Cell;
  /** Something to tell the reader: a damaged drawing, an engine that failed. */
  readonly notice?: string;
}

export interface LabState extends LabData, DrawingHistory {
  readonly setLabel: (label: number) => void;
  /** What the other network said is forgotten; the label stays where the network knows it. */
  readonly setNetwork: (network: LabNetwork) => void;
  readonly addNetwork: (network: LabNetwork) => void;
  /** Takes a reader's network off the shelf; the site's first one reads if it was chosen. */
  readonly removeNetwork: (id: string) => void;
  readonly setCompareWith: (id: string | undefined) => void;
  readonly setDescended: (weights: Weights | undefined) => void;
  readonly setView: (view: View) => void;
  readonly setScaling: (scaling: Scaling) => void;
  readonly setZoom: (zoom: Zoom) => void;
  readonly openPanel: (panel: string | undefined) => void;
  readonly setRecorded: (recorded: Recorded | undefined, revision: number) => void;
  readonly point: (cell: Cell | undefined) => void;
  readonly pin: (cell: Cell | undefined) => void;
  readonly hint: (cell: Cell | undefined) => void;
  readonly notify: (notice: string | undefined) => void;
}

export type LabStore = StoreApi<LabState>;

export function createLabStore(): LabStore {
  return createStore<LabState>((set, get) => ({
    ...drawingHistory(get, set),
    label: 8,
    networks: shelf,
    network: shelf[0],
    view: 'wave',
    scaling: 'layer',
    zoom: wholeNetwork,
    recordedRevision: 0,
    setLabel: (label) => set({ label }),
    setNetwork(network) {
      if (network === get().network) return;
      // What the other network said is not this one's answer, not even for a moment.
      set({ network, descended: undefined, recorded: undefined, recordedRevision: -1 });
      set({ pointed: undefined, pinned: undefined, hinted: undefined, zoom: wholeNetwork });
      if (!network.classes.includes(get().label)) set({ label: network.classes[0] });
    },
    addNetwork(network) {
      const others = get().networks.filter(({ id }) => id !== network.id);
      set({ networks: [...others, network] });
    },
    removeNetwork(id) {
      if (get().network.id === id) get().setNetwork(shelf[0]);
      set({ networks: get().networks.filter((network) => network.id !== id) });
    },
    setCompareWith: (compareWith) => set({ compareWith }),
    setDescended: (descended) => set({ descended }),
    setView: (view) => set({ view }),
    setScaling: (scaling) => set({ scaling }),
    setZoom: (zoom) => set({ zoom }),
    openPanel: (panel) => set({ panel }),
    setRecorded: (recorded, recordedRevision) => set({ recorded, recordedRevision }),
    point: (pointed) => set({ pointed }),
    pin: (pinned) => set({ pinned }),
    hint: (hinted) => set({ hinted }),
    notify: (notice) => set({ notice }),
  }));
}
