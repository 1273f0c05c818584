import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Quantities, Quantity } from './lesson.ts';

type Answer = (cell: string, quantities: Quantities) => number | undefined;

/** What the live parts of one page share: its numbers, its lit lines, who answers questions. */
export interface PageStore {
  readonly quantities: StoreApi<Quantities>;
  readonly lit: StoreApi<Readonly<Record<string, readonly string[]>>>;
  /** Counts up whenever an experiment begins or ceases to answer. */
  readonly answering: StoreApi<number>;
  setQuantity(name: string, values: readonly number[], shape?: readonly number[]): void;
  light(experiment: string, anchors: readonly string[]): void;
  answerWith(experiment: string, answer: Answer): () => void;
  /** What a cell of an experiment holds under these numbers; undefined while nobody answers. */
  ask(experiment: string, cell: string, quantities: Quantities): number | undefined;
}

const blank: Quantity = { shape: [], values: [], min: -10, max: 10, step: 0.1 };

export function createPageStore(initial: Quantities): PageStore {
  const quantities = createStore<Quantities>(() => initial);
  const lit = createStore<Readonly<Record<string, readonly string[]>>>(() => ({}));
  const answering = createStore<number>(() => 0);
  const answers = new Map<string, Answer>();
  return {
    quantities,
    lit,
    answering,
    setQuantity(name, values, shape) {
      const before = quantities.getState()[name] ?? blank;
      const quantity = { ...before, values, shape: shape ?? before.shape };
      quantities.setState({ ...quantities.getState(), [name]: quantity }, true);
    },
    light(experiment, anchors) {
      lit.setState({ ...lit.getState(), [experiment]: anchors }, true);
    },
    answerWith(experiment, answer) {
      answers.set(experiment, answer);
      answering.setState(answering.getState() + 1, true);
      return () => {
        if (answers.get(experiment) === answer) answers.delete(experiment);
        answering.setState(answering.getState() + 1, true);
      };
    },
    ask(experiment, cell, numbers) {
      return answers.get(experiment)?.(cell, numbers);
    },
  };
}
