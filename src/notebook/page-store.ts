import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Drawing, EMPTY_DRAWING } from '../digits/strokes.ts';
import type { Quantities, Quantity } from './lesson.ts';

type Answer = (cell: string, quantities: Quantities, settings: Settings) => number | undefined;

/** What a figure's control is set to. */
export type Setting = string | number | boolean;
export type Settings = Readonly<Record<string, Setting>>;

/**
 * What the live parts of one page share: its numbers, what its controls are set to, the reader's
 * drawing, its lit lines and terms, who answers questions.
 */
export interface PageStore {
  readonly quantities: StoreApi<Quantities>;
  /** Only what differs from how the lesson was written. */
  readonly settings: StoreApi<Settings>;
  /** Names of quantities and settings that a link gave values which do not fit. */
  readonly refused: StoreApi<readonly string[]>;
  /** The reader's digit as the figures show it; a link may bring another. */
  readonly drawing: StoreApi<Drawing>;
  /** What the reader drew, here or on an earlier page: this is kept, a link's drawing is not. */
  readonly drawn: StoreApi<Drawing>;
  /** The term that pointer or focus is on, as `experiment:term`. */
  readonly pointed: StoreApi<string | undefined>;
  readonly lit: StoreApi<Readonly<Record<string, readonly string[]>>>;
  /** Counts up whenever an experiment begins or ceases to answer. */
  readonly answering: StoreApi<number>;
  setQuantity(name: string, values: readonly number[], shape?: readonly number[]): void;
  /** `undefined`: as it was written. */
  setSetting(name: string, value: Setting | undefined): void;
  refuse(name: string): void;
  setDrawing(drawing: Drawing): void;
  /**
   * Puts the page into a state, from how it was written: the numbers of the quantities named (a
   * figure's own among them), the settings, the drawing if there is one.
   */
  restore(boxes: Readonly<Record<string, Box>>, settings: Settings, drawing?: Drawing): void;
  /** As it was written; the reader's own drawing stays. */
  reset(): void;
  point(term: string | undefined): void;
  light(experiment: string, anchors: readonly string[]): void;
  /** A figure's answers have changed though nothing on the page has: a network has replied. */
  answersChanged(): void;
  answerWith(experiment: string, answer: Answer): () => void;
  /**
   * What a cell of an experiment holds under these numbers, and the page's settings unless others
   * are given; undefined while nobody answers.
   */
  ask(
    experiment: string,
    cell: string,
    quantities: Quantities,
    settings?: Settings,
  ): number | undefined;
}

interface Box {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const blank: Quantity = { shape: [], values: [], min: -10, max: 10, step: 0.1 };

export function createPageStore(initial: Quantities): PageStore {
  const quantities = createStore<Quantities>(() => initial);
  const settings = createStore<Settings>(() => ({}));
  const refused = createStore<readonly string[]>(() => []);
  const drawing = createStore<Drawing>(() => EMPTY_DRAWING);
  const drawn = createStore<Drawing>(() => EMPTY_DRAWING);
  const pointed = createStore<string | undefined>(() => undefined);
  const lit = createStore<Readonly<Record<string, readonly string[]>>>(() => ({}));
  const answering = createStore<number>(() => 0);
  const answers = new Map<string, readonly Answer[]>();
  const restore: PageStore['restore'] = (boxes, wanted, shown) => {
    const numbers = Object.entries(boxes).map(([name, { shape, values }]) => [
      name,
      { ...(initial[name] ?? blank), shape, values },
    ]);
    refused.setState([], true);
    // The written table itself where nothing differs: *reset* knows by it that nothing does.
    const restored =
      numbers.length === 0 ? initial : { ...initial, ...Object.fromEntries(numbers) };
    quantities.setState(restored, true);
    settings.setState(wanted, true);
    drawing.setState(shown ?? drawn.getState(), true);
  };
  return {
    quantities,
    settings,
    refused,
    drawing,
    drawn,
    pointed,
    lit,
    answering,
    setQuantity(name, values, shape) {
      const before = quantities.getState()[name] ?? blank;
      const quantity = { ...before, values, shape: shape ?? before.shape };
      quantities.setState({ ...quantities.getState(), [name]: quantity }, true);
    },
    setSetting(name, value) {
      const { [name]: before, ...others } = settings.getState();
      if (before === value) return;
      settings.setState(value === undefined ? others : { ...others, [name]: value }, true);
    },
    refuse(name) {
      if (refused.getState().includes(name)) return;
      refused.setState([...refused.getState(), name], true);
    },
    setDrawing(next) {
      drawn.setState(next, true);
      drawing.setState(next, true);
    },
    restore,
    reset: () => restore({}, {}),
    point(term) {
      if (pointed.getState() !== term) pointed.setState(term, true);
    },
    light(experiment, anchors) {
      lit.setState({ ...lit.getState(), [experiment]: anchors }, true);
    },
    answersChanged() {
      answering.setState(answering.getState() + 1, true);
    },
    answerWith(experiment, answer) {
      answers.set(experiment, [...(answers.get(experiment) ?? []), answer]);
      answering.setState(answering.getState() + 1, true);
      return () => {
        answers.set(
          experiment,
          (answers.get(experiment) ?? []).filter((other) => other !== answer),
        );
        answering.setState(answering.getState() + 1, true);
      };
    },
    ask(experiment, cell, numbers, wanted = settings.getState()) {
      // Several figures may share an experiment, and each know cells of its own.
      for (const answer of answers.get(experiment) ?? []) {
        const value = answer(cell, numbers, wanted);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}
