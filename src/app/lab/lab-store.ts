import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type DrawingData,
  type DrawingHistory,
  drawingHistory,
} from '../../pad/drawing-history.ts';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Holder } from '../saved-drawing.ts';

export type NetworkName = 'cnn' | 'mlp';

/** A finished run and what it was asked of. */
export interface Recorded {
  readonly trace: Trace;
  readonly network: NetworkName;
  readonly label: number;
  readonly milliseconds: number;
}

/** Plain data: what the Lab shows follows from this and the playhead. */
export interface LabData extends DrawingData {
  readonly label: number;
  readonly network: NetworkName;
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
  readonly setNetwork: (network: NetworkName) => void;
  readonly setRecorded: (recorded: Recorded | undefined, revision: number) => void;
  readonly point: (cell: Cell | undefined) => void;
  readonly pin: (cell: Cell | undefined) => void;
  readonly hint: (cell: Cell | undefined) => void;
  readonly notify: (notice: string | undefined) => void;
}

export type LabStore = StoreApi<LabState>;

export function createLabStore(): LabStore {
  return createStore<LabState>((set, get) => {
    return {
      ...drawingHistory(get, set),
      label: 8,
      network: 'cnn',
      recordedRevision: 0,
      setLabel: (label) => set({ label }),
      setNetwork(network) {
        if (network === get().network) return;
        // What the other network said is not this one's answer, not even for a moment.
        set({ network, recorded: undefined, recordedRevision: -1 });
        set({ pointed: undefined, pinned: undefined, hinted: undefined });
      },
      setRecorded: (recorded, recordedRevision) => set({ recorded, recordedRevision }),
      point: (pointed) => set({ pointed }),
      pin: (pinned) => set({ pinned }),
      hint: (hinted) => set({ hinted }),
      notify: (notice) => set({ notice }),
    };
  });
}

/** The Lab's drawing, for whoever keeps it from visit to visit. */
export function holderOf(store: LabStore): Holder {
  return {
    current: () => store.getState().drawing,
    draw: (drawing) => store.getState().draw(drawing),
    notify: (words) => store.getState().notify(words),
    watch: (changed) =>
      store.subscribe((state, before) => {
        if (state.drawing !== before.drawing) changed();
      }),
  };
}
