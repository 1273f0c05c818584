import type { PageStore } from './page-store.ts';

const marks = '[data-term]';
const words = '.term';
const formulas = '.katex';

/**
 * Lights every mark of a term when pointer or focus is on one of them: in formulas and sentences
 * here, in figures by themselves. A formula with terms is one stop of the tab key; arrow keys walk
 * its terms. A click or a touch holds a term lit until the next one elsewhere.
 */
export function connectTerms(root: ParentNode, page: PageStore): () => void {
  const elements = [...root.querySelectorAll<HTMLElement>(marks)].filter(isText);
  if (elements.length === 0) return () => {};
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let held: string | undefined;
  const hold = (term: string | undefined) => {
    held = term;
    for (const element of elements) {
      if (element.matches(words)) {
        element.setAttribute('aria-pressed', String(element.dataset.term === term));
      }
    }
    page.point(term);
  };
  for (const element of elements) {
    const term = element.dataset.term;
    element.addEventListener(
      'pointerover',
      (event) => {
        event.stopPropagation(); // a term within a term is the one that is meant
        if (event.pointerType !== 'touch') page.point(term);
      },
      options,
    );
    element.addEventListener(
      'pointerout',
      (event) => {
        if (event.pointerType !== 'touch') page.point(held);
      },
      options,
    );
    element.addEventListener(
      'click',
      (event) => {
        event.stopPropagation();
        hold(held === term ? undefined : term);
      },
      options,
    );
    if (element.matches(words)) connectWords(element, options, page, () => held);
  }
  for (const formula of formulasOf(elements)) walkTerms(formula, root, page, options, () => held);
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      if (held === undefined) return;
      if (target instanceof Element && target.closest(marks)) return;
      hold(undefined);
    },
    options,
  );
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hold(undefined), options);
  const light = (pointed: string | undefined) => {
    for (const element of elements) {
      element.toggleAttribute(
        'data-lit',
        pointed !== undefined && element.dataset.term === pointed,
      );
    }
  };
  light(page.pointed.getState());
  const unsubscribe = page.pointed.subscribe(light);
  return () => {
    stop.abort();
    unsubscribe();
  };
}

const isText = (element: HTMLElement) => element.closest('[data-island]') === null;

function connectWords(
  element: HTMLElement,
  options: AddEventListenerOptions,
  page: PageStore,
  held: () => string | undefined,
): void {
  element.role = 'button';
  element.tabIndex = 0;
  element.ariaPressed = 'false';
  element.addEventListener('focus', () => page.point(element.dataset.term), options);
  element.addEventListener('blur', () => page.point(held()), options);
  element.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      element.click();
    },
    options,
  );
}

/** The formulas that these terms stand in. */
const formulasOf = (elements: readonly HTMLElement[]): ReadonlySet<HTMLElement> =>
  new Set(elements.flatMap((element) => element.closest<HTMLElement>(formulas) ?? []));

/**
 * Makes a formula one stop of the tab key, in which the arrow keys walk from term to term. What
 * KaTeX draws is hidden from those who hear the page: its terms are named in a line that is read.
 */
function walkTerms(
  formula: HTMLElement,
  root: ParentNode,
  page: PageStore,
  options: AddEventListenerOptions,
  held: () => string | undefined,
): void {
  const found = [...formula.querySelectorAll<HTMLElement>(marks)];
  const terms = [...new Set(found.flatMap((element) => element.dataset.term ?? []))];
  let at = 0;
  const said = document.createElement('span');
  said.className = 'visually-hidden';
  said.setAttribute('aria-live', 'polite');
  formula.append(said);
  formula.tabIndex = 0;
  formula.role = 'group';
  formula.ariaLabel = 'Formula, arrow keys show its terms in the figure';
  const show = () => {
    page.point(terms[at]);
    said.textContent = termWords(terms[at], root);
  };
  // A click on a formula is about the term it hit.
  formula.addEventListener('focus', () => formula.matches(':focus-visible') && show(), options);
  formula.addEventListener(
    'blur',
    () => {
      said.textContent = '';
      page.point(held());
    },
    options,
  );
  formula.addEventListener(
    'keydown',
    (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: terms.length - 1 }[
        event.key
      ];
      if (to === undefined) return;
      event.preventDefault();
      at = (to + terms.length) % terms.length;
      show();
    },
    options,
  );
}

/** A term in words: as a sentence of the page has it, else its name. */
function termWords(term: string, root: ParentNode): string {
  const sentence = root.querySelector(`.term[data-term="${CSS.escape(term)}"]`)?.textContent;
  return sentence ?? term.slice(term.indexOf(':') + 1).replaceAll('-', ' ');
}
