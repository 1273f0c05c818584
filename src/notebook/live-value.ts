import type { Quantity } from './lesson.ts';
import type { PageStore } from './page-store.ts';
import { valueText } from './value-text.ts';

/** Pixels to drag for one step. */
const pixelsPerStep = 4;

/** Lets the reader scrub a number in a sentence, by dragging or with the arrow keys. */
export function connectValue(element: HTMLElement, page: PageStore): () => void {
  const name = element.dataset.quantity ?? '';
  const index = Number(element.dataset.index);
  const signed = element.dataset.signed !== undefined;
  const quantity = (): Quantity | undefined => page.quantities.getState()[name];
  const show = () => {
    const value = quantity()?.values[index];
    if (value === undefined) return;
    const text = valueText(value, signed);
    if (element.textContent !== text) element.textContent = text;
    element.setAttribute('aria-valuenow', String(value));
    element.setAttribute('aria-valuetext', text);
    element.dataset.sign = value > 0 ? 'positive' : value < 0 ? 'negative' : 'zero';
  };
  const set = (value: number) => {
    const now = quantity();
    if (!now) return;
    const steps = Math.round(value / now.step) * now.step;
    const clean = Number(Math.min(now.max, Math.max(now.min, steps)).toFixed(6));
    if (clean === now.values[index]) return;
    page.setQuantity(
      name,
      now.values.map((v, i) => (i === index ? clean : v)),
    );
  };
  const stop = new AbortController();
  const options = { signal: stop.signal };
  connectDrag(element, options, {
    value: () => quantity()?.values[index] ?? 0,
    step: () => quantity()?.step ?? 1,
    set,
  });
  element.addEventListener(
    'keydown',
    (event) => {
      const now = quantity();
      const target = now && keyTarget(event, now, now.values[index]);
      if (target === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      set(target);
    },
    options,
  );
  show();
  const unsubscribe = page.quantities.subscribe(show);
  return () => {
    stop.abort();
    unsubscribe();
  };
}

function keyTarget(event: KeyboardEvent, now: Quantity, value: number): number | undefined {
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return value + now.step;
    case 'ArrowDown':
    case 'ArrowLeft':
      return value - now.step;
    case 'PageUp':
      return value + 10 * now.step;
    case 'PageDown':
      return value - 10 * now.step;
    case 'Home':
      return now.min;
    case 'End':
      return now.max;
    default:
      return undefined;
  }
}

interface Dragged {
  value(): number;
  step(): number;
  set(value: number): void;
}

function connectDrag(element: HTMLElement, options: { signal: AbortSignal }, dragged: Dragged) {
  let from: { x: number; value: number } | undefined;
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      from = { x: event.clientX, value: dragged.value() };
      element.setPointerCapture(event.pointerId);
    },
    options,
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (!from) return;
      const steps = Math.round((event.clientX - from.x) / pixelsPerStep);
      dragged.set(from.value + steps * dragged.step());
    },
    options,
  );
  const release = () => {
    from = undefined;
  };
  element.addEventListener('pointerup', release, options);
  element.addEventListener('pointercancel', release, options);
}
