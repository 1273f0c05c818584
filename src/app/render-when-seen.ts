import type { Render } from '../widgets/page-tables.ts';
import { whenIdle } from './when-idle.ts';

/** Near enough to the window that a reader who scrolls meets it up to date. */
const nearby = '300px 0px';

/** How long a page that is never idle makes each figure wait its turn, in milliseconds. */
const patience = 100;

/**
 * How a figure is rendered again: at once while it is in sight or has the focus; else when the page
 * is idle, one such figure at a time. A number that half the figures of a long lesson follow then
 * costs, while it is scrubbed, the figure that the reader looks at.
 */
export function renderWhenSeen(figure: HTMLElement): Render {
  // Till the browser has said: in sight.
  let seen = true;
  const waiting = new Set<() => void>();
  const catchUp = () => {
    const renders = [...waiting];
    waiting.clear();
    for (const render of renders) render();
  };
  new IntersectionObserver(
    (entries) => {
      seen = entries.some(({ isIntersecting }) => isIntersecting);
      if (seen) catchUp();
    },
    { rootMargin: nearby },
  ).observe(figure);
  return (render) => {
    // Whoever has the keyboard in it sees it, though the browser may not have said so yet.
    if (seen || figure.matches(':focus-within')) return render();
    if (waiting.size === 0) enqueue(catchUp);
    waiting.add(render);
  };
}

const queue: (() => void)[] = [];

function enqueue(work: () => void): void {
  queue.push(work);
  if (queue.length === 1) whenIdle(next, patience);
}

function next(): void {
  const work = queue.shift();
  if (queue.length > 0) whenIdle(next, patience);
  work?.();
}
