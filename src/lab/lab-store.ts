import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TieRule } from '../core/pooling.ts';
import { type DrawingData, type DrawingHistory, drawingHistory } from '../pad/drawing-history.ts';
import type { Cell } from '../trace/expression.ts';
import type { Trace } from '../trace/trace.ts';
import {
  type DescentData,
  type DescentHistory,
  descentHistory,
  noDescent,
} from './descent/descent.ts';
import { type LabNetwork, shelf } from './networks/network.ts';
import type { Scaling, View } from './view.ts';
import { type Nearer, wholeNetwork, type Zoom } from './zoom.ts';

/** A finished run and what it was asked of. */
export interface Recorded {
  readonly trace: Trace;
  readonly network: LabNetwork;
  readonly label: number;
  readonly milliseconds: number;
}

/** Plain data: what the Lab shows follows from this and the playhead. */
export interface LabData extends DrawingData, DescentData {
  /** The digit that the loss is asked about: one of the network's classes. */
  readonly label: number;
  /** Every network at hand: the site's, then those that the reader brought. */
  readonly networks: readonly LabNetwork[];
  readonly network: LabNetwork;
  /** Whose the gradient is where several cells of a pool's window are the largest. */
  readonly ties: TieRule;
  readonly view: View;
  readonly scaling: Scaling;
  readonly zoom: Zoom;
  /** Where the reader has gone from the zoom's resting place; undefined at rest. */
  readonly nearer?: Nearer;
  /** Which part of the sum, of those that read several maps, is drawn large. */
  readonly lead: number;
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

export interface LabState extends LabData, DrawingHistory, DescentHistory {
  readonly setLabel: (label: number) => void;
  /** What the other network said is forgotten; the label stays where the network knows it. */
  readonly setNetwork: (network: LabNetwork) => void;
  readonly addNetwork: (network: LabNetwork) => void;
  readonly setTies: (ties: TieRule) => void;
  /** Takes a reader's network off the shelf; the site's first one reads if it was chosen. */
  readonly removeNetwork: (id: string) => void;
  readonly setCompareWith: (id: string | undefined) => void;
  readonly setView: (view: View) => void;
  readonly setScaling: (scaling: Scaling) => void;
  /** Leads to the resting place: what was looked at nearer is let go. */
  readonly setZoom: (zoom: Zoom) => void;
  readonly setNearer: (nearer: Nearer | undefined) => void;
  readonly setLead: (lead: number) => void;
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
    ...descentHistory(get, set),
    label: 8,
    networks: shelf,
    network: shelf[0],
    ties: 'first',
    view: 'wave',
    scaling: 'layer',
    zoom: wholeNetwork,
    lead: 0,
    recordedRevision: 0,
    setLabel: (label) => set({ label }),
    setNetwork(network) {
      if (network === get().network) return;
      // What the other network said is not this one's answer, not even for a moment.
      set({
        network,
        descended: undefined,
        descent: noDescent,
        recorded: undefined,
        recordedRevision: -1,
      });
      set({ pointed: undefined, pinned: undefined, hinted: undefined });
      get().setZoom(wholeNetwork);
      if (!network.classes.includes(get().label)) set({ label: network.classes[0] });
    },
    addNetwork(network) {
      const others = get().networks.filter(({ id }) => id !== network.id);
      set({ networks: [...others, network] });
    },
    setTies: (ties) => set({ ties }),
    removeNetwork(id) {
      if (get().network.id === id) get().setNetwork(shelf[0]);
      set({ networks: get().networks.filter((network) => network.id !== id) });
    },
    setCompareWith: (compareWith) => set({ compareWith }),
    setView: (view) => set({ view }),
    setScaling: (scaling) => set({ scaling }),
    setZoom: (zoom) => set({ zoom, nearer: undefined, lead: 0 }),
    setNearer: (nearer) => set({ nearer }),
    setLead: (lead) => set({ lead }),
    openPanel: (panel) => set({ panel }),
    setRecorded: (recorded, recordedRevision) => set({ recorded, recordedRevision }),
    point: (pointed) => set({ pointed }),
    pin: (pinned) => set({ pinned }),
    hint: (hinted) => set({ hinted }),
    notify: (notice) => set({ notice }),
  }));
}
