import { beforeAll, describe, expect, test, vi } from 'vitest';
import { fillLesson, questionBlocks, slotReader } from '../../src/notebook/fill-lesson.ts';
import { gradeCells, gradeChoice, trueHeight, trueNumber } from '../../src/notebook/grading.ts';
import type { Lesson } from '../../src/notebook/lesson.ts';
import type { PageStore } from '../../src/notebook/page-store.ts';
import type { Numbers, Question } from '../../src/notebook/question.ts';
import { fillSlots } from '../../src/notebook/slot.ts';
import { judgeTyped, maybeTypedNumber } from '../../src/notebook/typed-number.ts';
import { valueText } from '../../src/notebook/value-text.ts';
import { faults, lessons, pageOf } from '../support/lesson-page.ts';

/** Resolves as soon as every question's number is there. */
function untilAnswered(page: PageStore, lesson: Lesson): Promise<void> {
  const now = numbersOf(page);
  const isAnswered = (question: Question): boolean => {
    switch (question.kind) {
      case 'choice':
        return gradeChoice(question, page, now, now) !== undefined;
      case 'cell':
        return gradeCells(question, page, now, now) !== undefined;
      case 'number':
        return trueNumber(question, page, now) !== undefined;
      case 'point':
        return trueHeight(question, page, now, question.at) !== undefined;
    }
  };
  return vi.waitFor(
    () => {
      const silent = questionBlocks(lesson.html).filter(({ question }) => !isAnswered(question));
      expect(silent).toEqual([]);
    },
    { timeout: 50_000, interval: 20 },
  );
}

const numbersOf = (page: PageStore): Numbers => ({
  quantities: page.quantities.getState(),
  settings: page.settings.getState(),
});

test('there are lessons, and none has a fault', () => {
  expect(lessons.length).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

describe.each(lessons.map((lesson) => ({ slug: lesson.slug, lesson })))('$slug', ({ lesson }) => {
  const page = pageOf(lesson);
  const now = numbersOf(page);
  // Figures that run a whole network answer after a while.
  beforeAll(() => untilAnswered(page, lesson), 60_000);
  const questions = questionBlocks(lesson.html).map(({ question }, i) => ({
    number: i + 1,
    kind: question.kind,
    question,
  }));

  test.each(questions)('question $number ($kind) can be answered, by a run', ({ question }) => {
    checkQuestion(question, page, now);
  });

  test('every live number has a figure that answers for it', () => {
    const read = slotReader(lesson.html, page);
    const silent: string[] = [];
    fillSlots(lesson.html, (slot) => {
      const value = read(slot);
      if (value === undefined) silent.push(slot.name);
      return value;
    });
    expect(silent).toEqual([]);
  });

  test('the live numbers of its formulas are what the author wrote, to the digits written', () => {
    const filled = [...fillLesson(lesson.html, page).matchAll(liveNumbers)].map(([, , n]) => n);
    const written = [...lesson.html.matchAll(liveNumbers)];
    expect(filled).toHaveLength(written.length);
    for (const [i, [, slot, html]] of written.entries()) {
      const typed = maybeTypedNumber(textOf(html));
      const shown = maybeTypedNumber(textOf(filled[i]));
      if (!typed) continue; // a letter stands for the number
      const verdict = judgeTyped(typed, shown?.value ?? Number.NaN);
      expect(`${slot} ${verdict} (${textOf(html)}, ${textOf(filled[i])})`).not.toContain('wrong');
    }
  });
});

/** What is said of a formula has one element for each number, so nothing has to be balanced. */
const liveNumbers = /<mn data-said="([^"]*)"[^>]*>([^<]*)<\/mn>/g;
const textOf = (html: string) => html.replace(/<[^>]+>/g, '').trim();

/** Throws unless a reader can answer the question, and not every answer is right. */
function checkQuestion(question: Question, page: PageStore, now: Numbers): void {
  switch (question.kind) {
    case 'choice': {
      const graded = gradeChoice(question, page, now, now);
      expect(graded).toBeDefined();
      expect(graded?.right.filter(Boolean)).toHaveLength(1);
      return;
    }
    case 'cell': {
      const graded = gradeCells(question, page, now, now);
      expect(graded?.right).toContain(true);
      expect(graded?.right).toContain(false);
      return;
    }
    case 'number': {
      const truth = trueNumber(question, page, now);
      expect(truth).toBeDefined();
      const typed = maybeTypedNumber(valueText(truth ?? Number.NaN, true, 3));
      expect(typed && judgeTyped(typed, truth ?? 0)).not.toBe('wrong');
      return;
    }
    case 'point': {
      const truth = trueHeight(question, page, now, question.at) ?? Number.NaN;
      expect(truth).toBeGreaterThanOrEqual(question.low);
      expect(truth).toBeLessThanOrEqual(question.high);
      // Standing still in the middle is no answer.
      const middle = (question.low + question.high) / 2;
      expect(Math.abs(truth - middle)).toBeGreaterThan(0.05 * (question.high - question.low));
      const { from, to } = question;
      for (let i = 0; i <= 16; i++) {
        expect(trueHeight(question, page, now, from + ((to - from) * i) / 16)).toBeDefined();
      }
    }
  }
}
