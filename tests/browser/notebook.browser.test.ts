import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { z } from 'zod';
import { compileLesson } from '../../src/notebook/compile-lesson.ts';
import { fillLesson } from '../../src/notebook/fill-lesson.ts';
import { connectLesson } from '../../src/notebook/live-lesson.ts';
import { createPageStore, type PageStore } from '../../src/notebook/page-store.ts';

const schemas = new Map([
  [
    'figure',
    { attributes: z.strictObject({ experiment: z.string(), rule: z.string().default('add') }) },
  ],
]);

const head = `---
{title: T, question: Q?, summary: S., part: 2, order: 1, minutes: 5, quantities: {x: [1, 3, -2], u: 0.5}}
---
::figure{experiment="e"}

`;

let stop = () => {};
let page: PageStore;
let root: HTMLElement;

/** A lesson alive on the page, with an experiment whose `dx.i` is `u · x.i`, and `sum(t)` is `t²`. */
function open(body: string, answering = true): void {
  const draft = compileLesson(head + body, 'x.md', 'x', schemas);
  expect(draft.faults).toEqual([]);
  page = createPageStore(draft.frontMatter?.quantities ?? {});
  const still = createPageStore(draft.frontMatter?.quantities ?? {});
  still.answerWith('e', answer);
  if (answering) page.answerWith('e', answer);
  root = document.createElement('main');
  root.innerHTML = fillLesson(draft.html, still).replace(
    '<!--island:0-->',
    `<div class="island" data-island="figure" data-attributes='${JSON.stringify(draft.islands[0].attributes)}'><button>figure</button></div>`,
  );
  document.body.append(root);
  stop = connectLesson(root, page);
}

const answer: Parameters<PageStore['answerWith']>[1] = (cell, quantities, settings) => {
  const [, index] = /^dx\.(\d)$/.exec(cell) ?? [];
  const double = settings['e/double'] === true ? 2 : 1;
  if (index) return double * quantities.u.values[0] * quantities.x.values[Number(index)];
  const [, at] = /^sum\((.+)\)$/.exec(cell) ?? [];
  return at === undefined ? undefined : Number(at) ** 2;
};

const find = (selector: string): HTMLElement => {
  const element = root.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  return element;
};
const verdict = () => find('.predict-verdict').textContent;
const button = (name: string): HTMLElement => {
  const found = [...root.querySelectorAll('button')].find((b) => b.textContent?.includes(name));
  if (!found) throw new Error(`no button says ${name}`);
  return found;
};

beforeEach(() => userEvent.unhover(document.body));
afterEach(() => {
  stop();
  root.remove();
});

describe('live numbers', () => {
  it('are there before any script, and follow numbers, settings and the figure', () => {
    open('It is :live[e:dx.1]{signed} or $\\frac{\\live{e:dx.1}{+1.5}}{\\live{u}{0.5}}$.', false);
    const live = find('p > .live');
    expect(live.textContent).toBe('+1.5');
    page.setQuantity('u', [0.25]);
    expect(live.textContent).toBe('+1.5');
    expect(find('.enclosing[data-live="u"]').textContent).toBe('0.25');
    page.answerWith('e', answer);
    expect(live.textContent).toBe('+0.75');
    page.setSetting('e/double', true);
    expect(live.textContent).toBe('+1.5');
    page.setQuantity('x', [1, -3, -2]);
    expect([...root.querySelectorAll('[data-said]')].map((n) => n.textContent)).toEqual([
      '−1.5',
      '0.25',
    ]);
    expect(find('math [data-said="e:dx.1"]').localName).toBe('mn');
  });
});

describe('terms', () => {
  const body = 'See :term[the slope]{of="e:dx"} in $\\term{e:dx}{d} = \\term{e:u}{u} x$.';
  const lit = () =>
    [...root.querySelectorAll('[data-lit]')].map((e) => e.getAttribute('data-term'));

  it('light up together with their mark, from either side', async () => {
    open(body);
    page.point('e:dx');
    expect(lit()).toEqual(['e:dx', 'e:dx']);
    page.point(undefined);
    expect(lit()).toEqual([]);
    await userEvent.hover(find('.katex [data-term="e:u"]'));
    expect(page.pointed.getState()).toBe('e:u');
    expect(lit()).toEqual(['e:u']);
  });

  it('are walked with the arrow keys, said in words, and let go', async () => {
    open(body);
    await userEvent.tab(); // the figure
    await userEvent.tab();
    expect(lit()).toEqual(['e:dx', 'e:dx']);
    await userEvent.tab();
    const formula = document.activeElement;
    expect(formula?.closest('[aria-hidden]')).toBeNull();
    expect(find('.katex [aria-live]').textContent).toBe('the slope');
    await userEvent.keyboard('{ArrowRight}');
    expect(lit()).toEqual(['e:u']);
    expect(find('.katex [aria-live]').textContent).toBe('u');
    await userEvent.keyboard('{ArrowRight}');
    expect(lit()).toEqual(['e:dx', 'e:dx']);
    await userEvent.tab();
    expect(lit()).toEqual([]);
  });

  it('are held by a click, until one elsewhere', async () => {
    open(body);
    await userEvent.click(find('.term'));
    await userEvent.unhover(find('.term'));
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    expect(lit()).toEqual(['e:dx', 'e:dx']);
    expect(find('.term').ariaPressed).toBe('true');
    await userEvent.click(find('.island'));
    expect(lit()).toEqual([]);
  });

  it('hide nothing that takes focus from those who hear the page', () => {
    open(body);
    expect(root.querySelectorAll('[aria-hidden] :is([tabindex], button, a)')).toHaveLength(0);
  });
});

describe('questions', () => {
  it('wait for the figure that knows, then grade', async () => {
    open(
      ':::predict{of="e" cells="dx.1" answers="u*3 | 0"}\nHow much?\n\n- all\n- none\n:::',
      false,
    );
    await userEvent.click(button('none'));
    expect(verdict()).toContain('One moment');
    // Another figure wakes first; it knows nothing of the question, and nothing hangs on it.
    page.answerWith('other', () => undefined);
    expect(verdict()).toContain('One moment');
    page.answerWith('e', answer);
    expect(verdict()).toBe('Not this time: the run says “all”.');
  });

  it('are decided by the lesson’s numbers where those of the reader tell nothing', async () => {
    open(':::predict{of="e" cells="dx.1" answers="u*3 | 0"}\nHow much?\n\n- all\n- none\n:::');
    page.setQuantity('u', [0]);
    await userEvent.click(button('none'));
    expect(verdict()).toMatch(/^Not this time: the run says “all”\. Your numbers tell no answer/);
  });

  it('take a typed number as precisely as it was typed', async () => {
    open(':::predict{of="e" cells="dx.1" set="u=0.0896"}\nHow much?\n\nThat much.\n:::');
    const tries: Record<string, RegExp> = {
      much: /not a number/,
      '0.3': /one more digit/,
      '0.26': /Not yet/,
      '0,27': /Yes/,
    };
    for (const [typed, words] of Object.entries(tries)) {
      await userEvent.fill(find('input'), typed);
      await userEvent.keyboard('{Enter}');
      expect(verdict()).toMatch(words);
    }
    expect(root.querySelector('details')?.open).toBe(true);
  });

  it('put their numbers and their settings into the figure', async () => {
    open(
      ':::predict{of="e" cells="dx.1" answers="u*6 | 0" set="u=0.25, e/double=true"}\nHow much?\n\n- all\n- none\n:::',
    );
    await userEvent.click(button('all'));
    expect(verdict()).toBe('Yes: the run says “all”.');
    expect(page.quantities.getState().u.values).toEqual([0.5]);
    await userEvent.click(button('into the figure'));
    expect(page.quantities.getState().u.values).toEqual([0.25]);
    expect(page.settings.getState()).toEqual({ 'e/double': true });
    page.reset();
    await expect.poll(() => button('into the figure').ariaDisabled).toBeNull();
  });

  it('show a grid whose cells are walked and chosen by keyboard', async () => {
    open(':::predict{kind="cell" of="e" cells="dx" grid="1x3" shows="x"}\nWhich is largest?\n:::');
    const cells = [...root.querySelectorAll<HTMLElement>('.predict-grid button')];
    expect(cells.map((cell) => cell.textContent)).toEqual(['1: 1', '2: 3', '3: −2']);
    cells[0].focus();
    await userEvent.keyboard('{End}{Enter}');
    expect(verdict()).toBe(
      'Not this time: the run gives −1 there, and the largest stands at place 2.',
    );
    await userEvent.keyboard('{ArrowLeft} ');
    expect(verdict()).toBe('Yes: the run gives +1.5 there.');
    expect(cells.map((cell) => cell.dataset.right)).toEqual(['false', 'true', 'false']);
    expect(cells.map((cell) => cell.tabIndex)).toEqual([-1, 0, -1]);
  });

  it('let a point be set by keys and by pointer, and draw the true curve over it', async () => {
    open(
      ':::predict{kind="point" of="e" curve="sum" at="2" from="0" to="4" low="0" high="10" x="t" y="sum"}\nHow high?\n:::',
    );
    const handle = root.querySelector<SVGGElement>('.plot-handle');
    handle?.focus();
    expect(handle?.getAttribute('aria-valuenow')).toBe('5');
    await userEvent.keyboard('{ArrowDown}{PageDown}');
    expect(handle?.getAttribute('aria-valuetext')).toBe('3.9');
    await userEvent.click(button('my guess'));
    expect(verdict()).toBe('Yes, close: the run gives 4, 0.1 above your guess.');
    expect(root.querySelector('.plot-curve')?.getAttribute('d')).toMatch(/^M46 196L/);
    const svg = root.querySelector('svg')?.getBoundingClientRect() ?? new DOMRect();
    const at = { clientX: svg.x + svg.width / 2, clientY: svg.y + svg.height * (112 / 240) };
    const press = { ...at, bubbles: true, button: 0, pointerId: 1, pointerType: 'mouse' };
    root.querySelector('.plot-band')?.dispatchEvent(new PointerEvent('pointerdown', press));
    expect(Number(handle?.getAttribute('aria-valuenow'))).toBeCloseTo(5, 0);
  });
});

describe('a veil', () => {
  const body =
    ':::predict{of="e" cells="dx.1" answers="u*3 | 0" reveals="e"}\nHow much?\n\n- all\n- none\n:::';

  it('lies over the figure until the reader has answered, and comes back with reset', async () => {
    open(body);
    expect(find('.island').inert).toBe(true);
    await userEvent.click(button('none'));
    expect(find('.island').inert).toBe(false);
    expect(page.settings.getState()).toEqual({ 'e/revealed': true });
    page.reset();
    expect(find('.island').inert).toBe(true);
  });

  it('is lifted by whoever asks, with the focus going to the figure', async () => {
    open(body);
    button('Show me anyway').focus();
    await userEvent.keyboard('{Enter}');
    expect(find('.island').inert).toBe(false);
    expect(document.activeElement?.textContent).toBe('figure');
  });

  it('leaves the figure where it was when the lesson is left', () => {
    open(body);
    stop();
    stop = () => {};
    expect(root.querySelector('.veil')).toBeNull();
    expect(find('main > .island, .island').inert).toBe(false);
  });
});

describe('variants of a listing', () => {
  const body =
    '```python variant="adds" sets="e/rule=add"\na += 1\n```\n\n```python variant="assigns" sets="e/rule=assign"\na = 1\n```';
  const chosen = () => find('[aria-selected="true"]').textContent;

  it('are tabs that set the figure, by keyboard, and follow it', async () => {
    open(body);
    expect(chosen()).toBe('adds');
    button('adds').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(chosen()).toBe('assigns');
    expect(document.activeElement?.textContent).toBe('assigns');
    expect(page.settings.getState()).toEqual({ 'e/rule': 'assign' });
    await userEvent.keyboard('{Home}');
    expect(page.settings.getState()).toEqual({});
    page.setSetting('e/rule', 'assign');
    expect(chosen()).toBe('assigns');
    page.setSetting('e/rule', 'something else');
    expect(chosen()).toBe('assigns');
    page.reset();
    expect(chosen()).toBe('adds');
  });
});
