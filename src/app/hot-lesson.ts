/** A figure's name and attributes: what makes a new one the same as an old one. */
const identity = (island: HTMLElement) => `${island.dataset.island} ${island.dataset.attributes}`;

/**
 * Fetches the present page anew and puts its content in place of the old, but moves every figure
 * that is the same as before into it, alive. Development only.
 */
export async function replaceLesson(): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const living = [...document.querySelectorAll<HTMLElement>('[data-alive]')];
  for (const island of fresh.querySelectorAll<HTMLElement>('[data-island]')) {
    const at = living.findIndex((old) => identity(old) === identity(island));
    if (at < 0) continue;
    const [old] = living.splice(at, 1);
    island.replaceWith(old);
  }
  document.querySelector('.fault-panel')?.remove();
  const panel = fresh.querySelector('.fault-panel');
  if (panel) document.body.prepend(panel);
  const main = fresh.querySelector('main');
  if (main) document.querySelector('main')?.replaceWith(main);
}
