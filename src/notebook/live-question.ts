import type { Quantities, Quantity } from './lesson.ts';
import type { PageStore } from './page-store.ts';
import type { Question } from './predict-block.ts';
import { evaluateTerm } from './term.ts';
import { valueText } from './value-text.ts';

/** Numbers count as the same when they agree to what a reader would type. */
const same = (a: number, b: number) => Math.abs(a - b) <= 1e-3 * Math.max(1, Math.abs(b));

/** The quantities as the question wants them: the reader's own, with its changes. */
export function questionQuantities(question: Question, quantities: Quantities): Quantities {
  const changed: Record<string, Quantity> = { ...quantities };
  for (const { name, index, to } of question.set) {
    const value = evaluateTerm(to, changed);
    const values = changed[name].values.map((v, i) => (i === index ? value : v));
    changed[name] = { ...changed[name], values };
  }
  return changed;
}

/** What the asked cells really hold; undefined while the experiment is not there. */
export function trueCells(
  question: Question,
  page: PageStore,
  quantities: Quantities,
): readonly number[] | undefined {
  const cells = question.cells.map((cell) => page.ask(question.experiment, cell, quantities));
  const numbers = cells.filter((value) => value !== undefined);
  return numbers.length === cells.length ? numbers : undefined;
}

/** Whether an option claims exactly what is true. */
export function isRight(
  question: Question,
  option: number,
  truth: readonly number[],
  quantities: Quantities,
): boolean {
  const row = question.answers[option] ?? [];
  return row.every((term, i) => same(evaluateTerm(term, quantities), truth[i]));
}

/** The question that a block was written with. */
export function maybeQuestion(block: HTMLElement | null): Question | undefined {
  const json = block?.dataset.question;
  return json === undefined ? undefined : JSON.parse(json);
}

/** Grades a prediction by running the experiment, then opens the answer. */
export function connectQuestion(block: HTMLElement, page: PageStore): () => void {
  const question = maybeQuestion(block);
  if (!question) return () => {};
  const verdict = block.querySelector<HTMLElement>('.predict-verdict');
  const stop = new AbortController();
  const options = { signal: stop.signal };

  const reveal = (right: boolean, words: string) => {
    block.dataset.verdict = right ? 'right' : 'wrong';
    if (verdict) verdict.textContent = words;
    const details = block.querySelector('details');
    if (details && (right || question.answers.length > 0)) details.open = true;
    if (question.set.length > 0) offerToShow(block, question, page);
  };
  const run = () => {
    const quantities = questionQuantities(question, page.quantities.getState());
    return { quantities, truth: trueCells(question, page, quantities) };
  };
  const buttons = [...block.querySelectorAll<HTMLButtonElement>('[data-option]')];
  for (const button of buttons) {
    button.addEventListener(
      'click',
      () => {
        const { quantities, truth } = run();
        if (!truth) return;
        const chosen = Number(button.dataset.option);
        for (const other of buttons) {
          const right = isRight(question, Number(other.dataset.option), truth, quantities);
          other.dataset.right = String(right);
          other.setAttribute('aria-pressed', String(other === button));
        }
        const right = isRight(question, chosen, truth, quantities);
        const gives = `the run gives ${listed(truth)}.`;
        reveal(right, right ? `Yes: ${gives}` : `Not this time: ${gives}`);
      },
      options,
    );
  }
  block.querySelector('form')?.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      const input = block.querySelector('input');
      const { truth } = run();
      if (!input || !truth) return;
      const typed = Number(input.value.trim().replace('−', '-').replace(',', '.'));
      if (input.value.trim() === '' || Number.isNaN(typed)) {
        if (verdict) verdict.textContent = 'That is not a number yet.';
        return;
      }
      const right = same(typed, truth[0]);
      reveal(
        right,
        right ? 'Yes, that is what the run gives.' : 'Not yet. Try again, or open the answer.',
      );
    },
    options,
  );
  return () => stop.abort();
}

/** `0, 0 and +0.4` */
function listed(numbers: readonly number[]): string {
  const texts = numbers.map((value) => valueText(value, true));
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** A button that puts the question's numbers into the figure, so that it can be walked through. */
function offerToShow(block: HTMLElement, question: Question, page: PageStore): void {
  if (block.querySelector('.predict-show')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'predict-show';
  button.textContent = 'Put these numbers into the figure';
  button.addEventListener('click', () => {
    const before = page.quantities.getState();
    const after = questionQuantities(question, before);
    for (const name of new Set(question.set.map((change) => change.name))) {
      page.setQuantity(name, after[name].values);
    }
    button.textContent = 'They are in the figure now';
    button.setAttribute('aria-disabled', 'true');
  });
  block.querySelector('.predict-verdict')?.after(button);
}
