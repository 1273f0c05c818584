import { describe, expect, test } from 'vitest';
import type { Lesson } from '../../src/notebook/lesson.ts';
import { compileLibrary, readLessonFiles } from '../../src/notebook/library.ts';
import { isRight, questionQuantities, trueCells } from '../../src/notebook/live-question.ts';
import { readSlot } from '../../src/notebook/live-value.ts';
import type { PageStore } from '../../src/notebook/page-store.ts';
import type { Question } from '../../src/notebook/predict-block.ts';
import { valueText } from '../../src/notebook/value-text.ts';
import { loadWidgetSchemas } from '../../src/notebook/widget-schemas.ts';
import type { AnyWidget, Page } from '../../src/widgets/definition.ts';
import { testPage } from '../support/page.ts';

const widgets = import.meta.glob<AnyWidget>('../../src/widgets/*/widget.tsx', {
  eager: true,
  import: 'widget',
});
const schemas = await loadWidgetSchemas('src/widgets');
const { lessons, faults } = compileLibrary(readLessonFiles('content'), schemas);

const plainText = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The page of a lesson with its figures answering, as in a browser. */
function pageOf(lesson: Lesson): PageStore & Page {
  const page = testPage(lesson.frontMatter.quantities);
  for (const { widget: name, attributes } of lesson.islands) {
    const widget = widgets[`../../src/widgets/${name}/widget.tsx`];
    if (typeof attributes.experiment !== 'string' || !widget.answer) continue;
    page.answerWith(attributes.experiment, widget.answer(attributes, page));
  }
  return page;
}

test('there are lessons, and none has a fault', () => {
  expect(lessons.length).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

describe.each(lessons.map((lesson) => ({ slug: lesson.slug, lesson })))('$slug', ({ lesson }) => {
  const page = pageOf(lesson);
  const questions = [...lesson.html.matchAll(/data-question="([^"]*)"/g)].map(
    ([, json]): Question => JSON.parse(plainText(json)),
  );

  test.each(questions.map((question, i) => ({ number: i + 1, question })))(
    'question $number can be run, and exactly one of its options is right',
    ({ question }) => {
      const quantities = questionQuantities(question, page.quantities.getState());
      const truth = trueCells(question, page, quantities);
      expect(truth).toBeDefined();
      expect(truth?.every(Number.isFinite)).toBe(true);
      if (question.answers.length === 0) return;
      const right = question.answers.filter((_, option) =>
        isRight(question, option, truth ?? [], quantities),
      );
      expect(right).toHaveLength(1);
    },
  );

  // A block of HTML that begins with a question reaches to the end of its answer.
  const slots = lesson.html.split('<div class="predict"').flatMap((block, i) => {
    const json = i === 0 ? undefined : /^ data-question="([^"]*)"/.exec(block)?.[1];
    const question: Question | undefined = json && JSON.parse(plainText(json));
    const end = block.indexOf('</details>');
    return [...block.matchAll(/data-live="([^"]+)"[^>]*>(.*?)<\/span><\/span>/g)].map((match) => ({
      slot: match[1],
      printed: match[2].replace(/<[^>]+>/g, '').trim(),
      question: match.index < end ? question : undefined,
    }));
  });
  test.each(slots)('the live slot $slot is printed as it will be shown', (slot) => {
    const own = page.quantities.getState();
    const quantities = slot.question ? questionQuantities(slot.question, own) : own;
    const value = readSlot(slot.slot, page, quantities);
    expect(slot.printed).toBe(valueText(value ?? Number.NaN, /^[+−]/.test(slot.printed)));
  });
});
