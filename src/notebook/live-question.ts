import { answerCells, answerChoice } from './live-choice.ts';
import { answerNumber } from './live-number.ts';
import { answerPoint } from './live-point.ts';
import { revealFigure } from './live-veil.ts';
import type { PageStore } from './page-store.ts';
import type { Numbers, Question } from './question.ts';
import { questionState } from './question.ts';

/** How an attempt came out; `undecided` asks for another one without a judgement. */
export interface Outcome {
  readonly verdict: 'right' | 'wrong' | 'undecided';
  readonly words: string;
}

/** A question on its page, as the kinds of questions see it. */
export interface Asked {
  readonly block: HTMLElement;
  readonly page: PageStore;
  /** The reader's numbers and settings now. */
  now(): Numbers;
  /** Those of the lesson. */
  written(): Numbers;
  /** Says how an attempt came out; undefined while the figure that knows does not answer yet. */
  tell(judge: () => Outcome | undefined): void;
  /** Ends all listening. */
  readonly signal: AbortSignal;
}

/** The question that a block was written with. */
export function maybeQuestion(block: HTMLElement | null): Question | undefined {
  const json = block?.dataset.question;
  return json === undefined ? undefined : JSON.parse(json);
}

/** Grades a prediction by running the experiment at the moment of answering, then opens the answer. */
export function connectQuestion(block: HTMLElement, page: PageStore): () => void {
  const question = maybeQuestion(block);
  if (!question) return () => {};
  const verdict = block.querySelector<HTMLElement>('.predict-verdict');
  const details = block.querySelector('details');
  const stop = new AbortController();
  let wait: (() => void) | undefined;
  const tell: Asked['tell'] = (judge) => {
    wait?.();
    wait = undefined;
    const isTold = () => {
      const outcome = judge();
      if (outcome) show(outcome);
      return outcome !== undefined;
    };
    if (isTold()) return;
    if (verdict) verdict.textContent = 'One moment: the figure that knows is being loaded.';
    // One subscription for the whole wait: who subscribes anew while being told is told again, for ever.
    const stopWaiting = page.answering.subscribe(() => isTold() && stopWaiting());
    wait = stopWaiting;
  };
  const show = (outcome: Outcome) => {
    if (verdict) verdict.textContent = outcome.words;
    if (outcome.verdict === 'undecided') return;
    block.dataset.verdict = outcome.verdict;
    if (details && (outcome.verdict === 'right' || question.kind !== 'number')) details.open = true;
    if (question.set.length > 0 || Object.keys(question.settings).length > 0) {
      offerToShow(asked, question);
    }
    revealFigure(block, page);
  };
  const asked: Asked = {
    block,
    page,
    now: () => ({ quantities: page.quantities.getState(), settings: page.settings.getState() }),
    written: () => ({ quantities: page.quantities.getInitialState(), settings: {} }),
    tell,
    signal: stop.signal,
  };
  switch (question.kind) {
    case 'choice':
      answerChoice(question, asked);
      break;
    case 'cell':
      answerCells(question, asked);
      break;
    case 'number':
      answerNumber(question, asked);
      break;
    case 'point':
      answerPoint(question, asked);
      break;
  }
  return () => {
    stop.abort();
    wait?.();
  };
}

/** A button that puts the question's numbers into the figure, so that it can be walked through. */
function offerToShow({ block, page, signal }: Asked, question: Question): void {
  if (block.querySelector('.predict-show')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'predict-show';
  const offer = 'Put these numbers into the figure';
  button.textContent = offer;
  let changing = false;
  button.addEventListener('click', () => {
    const before = { quantities: page.quantities.getState(), settings: page.settings.getState() };
    const after = questionState(question, before);
    changing = true;
    for (const name of new Set(question.set.map((change) => change.name))) {
      const { values, shape } = after.quantities[name];
      page.setQuantity(name, values, shape);
    }
    for (const [name, value] of Object.entries(question.settings)) page.setSetting(name, value);
    changing = false;
    button.textContent = 'They are in the figure now';
    button.setAttribute('aria-disabled', 'true');
  });
  const again = () => {
    if (changing) return;
    button.textContent = offer;
    button.removeAttribute('aria-disabled');
  };
  for (const store of [page.quantities, page.settings]) {
    signal.addEventListener('abort', store.subscribe(again), { once: true });
  }
  block.querySelector('.predict-verdict')?.after(button);
}
