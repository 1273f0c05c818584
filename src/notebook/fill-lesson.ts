import { unescapeHtml } from './escape.ts';
import type { PageStore } from './page-store.ts';
import { type Question, questionState } from './question.ts';
import { closingTag, fillSlots, readSlot, type WrittenSlot } from './slot.ts';

/** A question and where its block stands in a lesson's HTML. */
interface QuestionBlock {
  readonly question: Question;
  readonly start: number;
  readonly end: number;
}

/** The questions of a lesson's HTML, in reading order. */
export function questionBlocks(html: string): readonly QuestionBlock[] {
  const opening = /<div class="predict"[^>]*? data-question="([^"]*)"[^>]*>/g;
  return [...html.matchAll(opening)].map((match) => ({
    question: JSON.parse(unescapeHtml(match[1])),
    start: match.index,
    end: closingTag(html, match.index + match[0].length, 'div'),
  }));
}

/** What a slot holds on a page as it was written; inside a question the question's numbers hold. */
export function slotReader(
  html: string,
  page: PageStore,
): (slot: WrittenSlot) => number | undefined {
  const blocks = questionBlocks(html);
  const own = { quantities: page.quantities.getState(), settings: page.settings.getState() };
  return ({ name, at }) => {
    const block = blocks.find(({ start, end }) => start < at && at < end);
    const { quantities, settings } = block ? questionState(block.question, own) : own;
    return readSlot(name, page, quantities, settings);
  };
}

/** A lesson's HTML with its live numbers as they are before the reader has touched anything. */
export const fillLesson = (html: string, page: PageStore): string =>
  fillSlots(html, slotReader(html, page));
