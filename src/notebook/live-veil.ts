import type { PageStore } from './page-store.ts';

const settingOf = (experiment: string) => `${experiment}/revealed`;

/** Takes the veil off the figure that a question reveals; the page's state remembers it. */
export function revealFigure(block: HTMLElement, page: PageStore): void {
  const experiment = block.dataset.reveals;
  if (experiment !== undefined) page.setSetting(settingOf(experiment), true);
}

/**
 * Veils the figures that questions reveal: they keep their place and are neither seen nor reached
 * until the reader has answered or asks for them. Whether a figure is revealed is a setting, so a
 * link opens it as it was, and *reset* veils it again.
 */
export function connectVeils(root: ParentNode, page: PageStore): () => void {
  const blocks = [...root.querySelectorAll<HTMLElement>('.predict[data-reveals]')];
  const stops = [...new Set(blocks.map((block) => block.dataset.reveals ?? ''))].flatMap((name) =>
    figuresOf(root, name).map((figure) => veil(figure, name, page)),
  );
  for (const block of blocks) {
    // Whoever opens the answer has seen it.
    block.querySelector('details')?.addEventListener('toggle', ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open) revealFigure(block, page);
    });
  }
  return () => {
    for (const stop of stops) stop();
  };
}

function figuresOf(root: ParentNode, experiment: string): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-island][data-attributes]')].filter(
    (island) => {
      const attributes: unknown = JSON.parse(island.dataset.attributes ?? '{}');
      return (
        typeof attributes === 'object' &&
        attributes !== null &&
        'experiment' in attributes &&
        attributes.experiment === experiment
      );
    },
  );
}

function veil(figure: HTMLElement, experiment: string, page: PageStore): () => void {
  const cloth = document.createElement('div');
  cloth.className = 'veil-cloth';
  const words = document.createElement('p');
  words.textContent = 'Answer first: the figure shows it.';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Show me anyway';
  button.addEventListener('click', () => page.setSetting(settingOf(experiment), true));
  cloth.append(words, button);
  // The cloth lies over the figure, not in it: what is in it belongs to the widget.
  const box = document.createElement('div');
  box.className = 'veil';
  figure.replaceWith(box);
  box.append(figure, cloth);
  const show = () => {
    const isVeiled = page.settings.getState()[settingOf(experiment)] !== true;
    if (box.hasAttribute('data-veiled') === isVeiled && figure.inert === isVeiled) return;
    const hadFocus = cloth.contains(document.activeElement);
    box.toggleAttribute('data-veiled', isVeiled);
    figure.inert = isVeiled;
    cloth.hidden = !isVeiled;
    if (hadFocus) figure.querySelector<HTMLElement>('input, button, [tabindex="0"]')?.focus();
  };
  figure.inert = false;
  show();
  const unsubscribe = page.settings.subscribe(show);
  return () => {
    unsubscribe();
    figure.inert = false;
    box.replaceWith(figure);
  };
}
