import type { Locator, Page } from 'playwright';

/** A control that has the focus, which keys move it, and how it stands. */
interface Control {
  readonly name: string;
  readonly keys: readonly string[];
  /** What the keys must change; undefined for buttons and fields, which need not change. */
  readonly state?: string;
}

/** More controls than any figure has: one that grows with every press would never end. */
const most = 200;

/**
 * Moves every control of a figure once, by keyboard: radios, sliders, switches, lists, the first
 * field of each grid, and every button, those of the transport too. Returns what did not answer.
 */
export async function moveControls(page: Page, figure: Locator): Promise<readonly string[]> {
  const dead: string[] = [];
  const done: string[] = [];
  for (;;) {
    const control = await figure.evaluate(focusNext, done);
    if (!control) return dead;
    done.push(control.name);
    if (done.length > most) return [...dead, `never ends: ${done.slice(-3).join(', ')}`];
    for (const key of control.keys) await page.keyboard.press(key);
    if (control.state === undefined) continue;
    const state = await figure.evaluate(stateOfTried, control.name);
    if (state === control.state) dead.push(`${control.name} stays at ${state}`);
  }
}

/** Focuses the first control that is not done yet. Runs in the page: closed in itself. */
function focusNext(figure: Element, done: readonly string[]): Control | undefined {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) dialog.close();
  const field = 'input:not([type]), [type="text"], [type="number"], textarea';
  const isTurn = (element: HTMLElement): boolean => {
    if (!element.checkVisibility() || element.closest('[inert], .table-view')) return false;
    if (element.matches(':disabled, [type="radio"]:not(:checked)') || element.tabIndex < 0)
      return false;
    const table = element.matches(field) ? element.closest('table') : null;
    return !table || table.querySelector('input') === element;
  };
  const wordsOf = (element: HTMLElement): string => {
    const group = element.matches('[type="radio"]') && element.closest('fieldset');
    if (group) return group.querySelector('legend')?.textContent ?? '';
    const label = element.getAttribute('aria-label') ?? element.closest('label')?.textContent;
    // A name with a number in it may change with the number; its words do not.
    return (label ?? element.textContent ?? '').replaceAll(/[\d.,−+-]+/g, '#').trim();
  };
  const controlOf = (element: HTMLElement, name: string): Control => {
    if (element instanceof HTMLSelectElement) {
      // Which keys open a native list differs between systems; typing in it is the browser's own.
      element.selectedIndex = (element.selectedIndex + 1) % element.options.length;
      element.dispatchEvent(new Event('change', { bubbles: true }));
      return { name, keys: [] };
    }
    if (element.matches(field)) return { name, keys: ['ControlOrMeta+a', '2'] };
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      const group = [...figure.querySelectorAll<HTMLInputElement>('[type="radio"]')].filter(
        (radio) => radio.name === element.name,
      );
      const state = group.length > 1 ? 'true' : undefined;
      return { name, keys: ['ArrowRight'], state };
    }
    if (element instanceof HTMLInputElement && element.type === 'checkbox')
      return { name, keys: ['Space'], state: String(element.checked) };
    if (element instanceof HTMLInputElement)
      return {
        name,
        keys: [element.value === element.max ? 'ArrowLeft' : 'ArrowRight'],
        // A line of one step has nowhere to go.
        state: element.min === element.max ? undefined : element.value,
      };
    if (element.matches('[role="slider"], [role="spinbutton"]')) {
      const state = element.getAttribute('aria-valuetext') ?? '';
      const isFull =
        element.getAttribute('aria-valuenow') === element.getAttribute('aria-valuemax');
      return { name, keys: [isFull ? 'ArrowLeft' : 'ArrowRight'], state };
    }
    return { name, keys: ['Enter'] };
  };
  const seen = new Map<string, number>();
  const kinds = 'input, select, textarea, button, [role="slider"], [role="spinbutton"]';
  for (const element of [...figure.querySelectorAll<HTMLElement>(kinds)].filter(isTurn)) {
    const kind = element.getAttribute('type') ?? element.getAttribute('role') ?? element.localName;
    const plain = `${kind} "${wordsOf(element)}"`;
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    const name = `${plain} ${count}`;
    if (done.includes(name)) continue;
    element.dataset.tried = name;
    element.focus();
    return controlOf(element, name);
  }
  return undefined;
}

/** How the control stands that was last focused under this name. Runs in the page. */
function stateOfTried(figure: Element, name: string): string {
  const element = [...figure.querySelectorAll<HTMLElement>('[data-tried]')].find(
    ({ dataset }) => dataset.tried === name,
  );
  if (!element) return 'gone';
  if (!(element instanceof HTMLInputElement)) return element.getAttribute('aria-valuetext') ?? '';
  return /^(radio|checkbox)$/.test(element.type) ? String(element.checked) : element.value;
}
