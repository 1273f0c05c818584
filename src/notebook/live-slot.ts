import { maybeQuestion } from './live-question.ts';
import type { PageStore } from './page-store.ts';
import { type Question, questionState } from './question.ts';
import { readSlot, type SlotStyle, slotStyle } from './slot.ts';
import { valueText } from './value-text.ts';

/** An element whose text is a number of the page. */
interface Slot {
  readonly element: Element;
  readonly name: string;
  readonly style: SlotStyle;
  /** The question whose own numbers hold where the slot stands. */
  readonly question: Question | undefined;
}

const selector = '[data-live], [data-said]';

/**
 * Keeps every slot up to date, in sentences, in formulas and in what is said of formulas. Inside a
 * question's answer the question's own numbers hold. A slot that nobody answers for stays as it is.
 */
export function connectSlots(root: ParentNode, page: PageStore): () => void {
  const slots = [...root.querySelectorAll(selector)].map(slotOf);
  if (slots.length === 0) return () => {};
  const show = () => {
    const own = { quantities: page.quantities.getState(), settings: page.settings.getState() };
    // A formula's slot stands twice, to be seen and to be heard: it is computed once.
    const computed = new Map<Question | undefined, Map<string, number | undefined>>();
    for (const slot of slots) {
      const known = computed.get(slot.question) ?? new Map<string, number | undefined>();
      computed.set(slot.question, known);
      if (!known.has(slot.name)) {
        const { quantities, settings } = slot.question ? questionState(slot.question, own) : own;
        known.set(slot.name, readSlot(slot.name, page, quantities, settings));
      }
      print(slot, known.get(slot.name));
    }
  };
  show();
  const stops = [page.quantities, page.settings, page.answering].map((store) =>
    store.subscribe(show),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

function slotOf(element: Element): Slot {
  const signed = element.getAttribute('data-signed');
  const digits = element.getAttribute('data-digits');
  return {
    element,
    name: element.getAttribute('data-live') ?? element.getAttribute('data-said') ?? '',
    style:
      signed === null
        ? slotStyle(element.textContent ?? '')
        : { signed: signed === 'true', digits: digits === null ? undefined : Number(digits) },
    question: maybeQuestion(element.closest<HTMLElement>('.predict[data-question]')),
  };
}

function print({ element, style }: Slot, value: number | undefined): void {
  if (value === undefined) return;
  const text = valueText(value, style.signed, style.digits);
  if (element.textContent === text) return;
  if (!element.classList.contains('enclosing')) {
    element.textContent = text;
    return;
  }
  // KaTeX sets numbers in a box of their own.
  const number = document.createElement('span');
  number.className = 'mord';
  number.textContent = text;
  element.replaceChildren(number);
}
