import { trueNumber } from './grading.ts';
import type { Asked } from './live-question.ts';
import type { NumberQuestion } from './question.ts';
import { judgeTyped, maybeTypedNumber } from './typed-number.ts';

/** A number that the reader types. */
export function answerNumber(question: NumberQuestion, asked: Asked): void {
  const { block, page, signal } = asked;
  const input = block.querySelector('input');
  block.querySelector('form')?.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      asked.tell(() => {
        const typed = maybeTypedNumber(input?.value ?? '');
        if (!typed) return { verdict: 'undecided', words: 'That is not a number yet.' };
        const truth = trueNumber(question, page, asked.now());
        if (truth === undefined) return undefined;
        switch (judgeTyped(typed, truth)) {
          case 'right':
            return { verdict: 'right', words: 'Yes, that is what the run gives.' };
          case 'coarse':
            return { verdict: 'undecided', words: 'So far so good: give one more digit.' };
          case 'wrong':
            return { verdict: 'wrong', words: 'Not yet. Try again, or open the answer.' };
        }
      });
    },
    { signal },
  );
}
