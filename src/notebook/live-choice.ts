import { type Graded, gradeCells, gradeChoice } from './grading.ts';
import type { Asked, Outcome } from './live-question.ts';
import type { CellQuestion, ChoiceQuestion } from './question.ts';
import { valueText } from './value-text.ts';

const lessonsNumbers = ' Your numbers tell no answer from another, so the lesson’s own decide.';

/** Buttons of which the reader presses one. */
export function answerChoice(question: ChoiceQuestion, asked: Asked): void {
  connectButtons(asked, (chosen) => {
    const graded = gradeChoice(question, asked.page, asked.now(), asked.written());
    if (!graded) return undefined;
    const signed = isSigned(question.cells[0], graded.truth);
    const said = wordsOf(asked.block, graded.right.indexOf(true));
    const gives = said
      ? `the run says “${said}”.`
      : `the run gives ${enumerated(graded.truth.map((value) => valueText(value, signed)))}.`;
    return outcome(graded, chosen, asked, {
      right: `Yes: ${gives}`,
      wrong: `Not this time: ${gives}`,
    });
  });
}

/** Cells of a grid of which the reader presses one. */
export function answerCells(question: CellQuestion, asked: Asked): void {
  const { columns, rows, pick } = question;
  connectArrows(asked, columns);
  const nameOf = (i: number) => {
    const name = asked.block.querySelector(
      `[data-option="${i}"] > span:not([data-live], .visually-hidden)`,
    )?.textContent;
    if (name) return name;
    if (rows === 1) return `place ${i + 1}`;
    return `row ${Math.floor(i / columns) + 1}, column ${(i % columns) + 1}`;
  };
  connectButtons(asked, (chosen) => {
    const graded = gradeCells(question, asked.page, asked.now(), asked.written());
    if (!graded) return undefined;
    const { truth, right } = graded;
    const here = valueText(truth[chosen], isSigned(question.head, truth));
    const found = [...right.keys()].filter((i) => right[i]);
    const others = found.filter((i) => i !== chosen).map(nameOf);
    const also = others.length === 0 ? '' : ` Right as well: ${enumerated(others)}.`;
    const what = { max: 'the largest', nonzero: 'what is not 0', zero: 'a 0' }[pick];
    return outcome(graded, chosen, asked, {
      right: `Yes: the run gives ${here} there.${also}`,
      wrong: `Not this time: the run gives ${here} there, and ${what} stands at ${enumerated(found.map(nameOf))}.`,
    });
  });
}

function outcome(
  graded: Graded,
  chosen: number,
  { block }: Asked,
  words: { readonly right: string; readonly wrong: string },
): Outcome {
  for (const button of buttonsOf(block)) {
    const index = Number(button.dataset.option);
    button.dataset.right = String(graded.right[index]);
    button.setAttribute('aria-pressed', String(index === chosen));
  }
  const verdict = graded.right[chosen] ? 'right' : 'wrong';
  return { verdict, words: words[verdict] + (graded.byWrittenNumbers ? lessonsNumbers : '') };
}

/** An option in words: its number (−1 for “fall”) would tell the reader nothing. */
function wordsOf(block: HTMLElement, option: number): string | undefined {
  const button = buttonsOf(block).find(({ dataset }) => Number(dataset.option) === option);
  const text = button?.textContent.trim();
  return text !== undefined && /^[\p{L} ,’-]+$/u.test(text) ? text : undefined;
}

const buttonsOf = (block: HTMLElement) => [
  ...block.querySelectorAll<HTMLButtonElement>('button[data-option]'),
];

function connectButtons(asked: Asked, judge: (chosen: number) => Outcome | undefined): void {
  for (const button of buttonsOf(asked.block)) {
    button.addEventListener('click', () => asked.tell(() => judge(Number(button.dataset.option))), {
      signal: asked.signal,
    });
  }
}

/** One stop of the tab key for the grid; arrow keys walk its cells. */
function connectArrows({ block, signal }: Asked, columns: number): void {
  const buttons = buttonsOf(block);
  const rest = (at: number) => {
    for (const [i, button] of buttons.entries()) button.tabIndex = i === at ? 0 : -1;
  };
  rest(0);
  for (const [i, button] of buttons.entries()) {
    button.addEventListener('focus', () => rest(i), { signal });
    button.addEventListener(
      'keydown',
      (event) => {
        const column = i % columns;
        const to = {
          ArrowRight: column < columns - 1 ? i + 1 : i,
          ArrowLeft: column > 0 ? i - 1 : i,
          ArrowDown: i + columns,
          ArrowUp: i - columns,
          Home: i - column,
          End: Math.min(buttons.length, i - column + columns) - 1,
        }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        buttons[to]?.focus();
      },
      { signal },
    );
  }
}

/** Gradients (`dx`, `dW`) are written with their sign, and whatever has a negative among it. */
const isSigned = (cell: string, truth: readonly number[]) =>
  /^d[a-zA-Z]?(?=[.@]|$)/.test(cell) || truth.some((value) => value < 0);

/** `0, 0 and +0.4` */
const enumerated = (texts: readonly string[]) =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
