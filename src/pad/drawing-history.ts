import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Drawing, EMPTY_DRAWING, hasInk } from '../digits/strokes.ts';

export interface DrawingData {
  readonly drawing: Drawing;
  /** Grows with every change of the drawing: a prediction names the one it belongs to. */
  readonly revision: number;
  readonly past: readonly Drawing[];
  readonly future: readonly Drawing[];
}

/** A drawing that remembers what it was. */
export interface DrawingHistory extends DrawingData {
  /** Begins a change that one undo takes back. */
  readonly mark: () => void;
  /** Replaces the drawing; `mark` first, where undo should come back to what was. */
  readonly draw: (drawing: Drawing) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly clear: () => void;
}

/** What a pad is given: any store whose state holds a drawing with its history. */
export type DrawingStore = Readable<DrawingHistory>;

type Readable<T> = Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>;

/**
 * A drawing that lives elsewhere: a lesson's page, which all its figures share. `setDrawing` keeps
 * the very object: a pad whose drawing is another one ends its stroke.
 */
export interface DrawingSource {
  readonly drawing: Readable<Drawing>;
  setDrawing(drawing: Drawing): void;
}

const MOST_UNDO = 100;

/** The drawing's part of a larger store's state. */
export function drawingHistory(
  get: () => DrawingData,
  set: (part: Partial<DrawingData>) => void,
): DrawingHistory {
  const put = (drawing: Drawing, others: Partial<DrawingData> = {}) =>
    set({ ...others, drawing, revision: get().revision + 1 });
  const marked = () => ({
    past: [...get().past.slice(1 - MOST_UNDO), get().drawing],
    future: [],
  });
  return {
    drawing: EMPTY_DRAWING,
    revision: 0,
    past: [],
    future: [],
    mark: () => set(marked()),
    draw(drawing) {
      if (drawing !== get().drawing) put(drawing);
    },
    undo() {
      const { past, future, drawing } = get();
      const before = past.at(-1);
      if (before) put(before, { past: past.slice(0, -1), future: [drawing, ...future] });
    },
    redo() {
      const { past, future, drawing } = get();
      const [after, ...rest] = future;
      if (after) put(after, { past: [...past, drawing], future: rest });
    },
    clear() {
      if (get().drawing.length > 0) put(EMPTY_DRAWING, marked());
    },
  };
}

/** A drawing of its own, empty at first. */
export function createDrawingHistory(): StoreApi<DrawingHistory> {
  return createStore<DrawingHistory>((set, get) => drawingHistory(get, set));
}

const histories = new WeakMap<DrawingSource['drawing'], DrawingStore>();

/**
 * The history of a drawing that lives elsewhere: one for each source, so that all pads of a page
 * undo the same strokes. What others do to the drawing (*reset*, a link) can be undone as well.
 */
export function historyOf(source: DrawingSource): DrawingStore {
  const known = histories.get(source.drawing);
  if (known) return known;
  const store = createStore<DrawingHistory>((set, get) => ({
    ...drawingHistory(get, set),
    drawing: source.drawing.getInitialState(),
  }));
  const { mark, draw } = store.getState();
  const follow = () => {
    const now = source.drawing.getState();
    const { drawing } = store.getState();
    if (now === drawing) return;
    if (hasInk(drawing)) mark();
    draw(now);
  };
  follow();
  source.drawing.subscribe(follow);
  store.subscribe(({ drawing }) => {
    if (drawing !== source.drawing.getState()) source.setDrawing(drawing);
  });
  histories.set(source.drawing, store);
  return store;
}
