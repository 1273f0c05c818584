import { type ComponentType, createElement, type ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { PageStore } from '../notebook/page-store.ts';
import type { AnyWidget, Page } from '../widgets/definition.ts';

/** The page as its live parts share it, with the engine at hand. */
export type LivePage = PageStore & Page;

const widgets = import.meta.glob<AnyWidget>('../widgets/*/widget.tsx', { import: 'widget' });
const parts = {
  lab: import.meta.glob<ComponentType>('./lab/lab-page.tsx', { import: 'LabPage' }),
  badge: import.meta.glob<ComponentType>('./engine-badge.tsx', { import: 'EngineBadge' }),
};

async function contentOf(island: HTMLElement, page: LivePage): Promise<ReactNode> {
  const name = island.dataset.island ?? '';
  if (name === 'lab' || name === 'badge') {
    for (const load of Object.values(parts[name])) return createElement(await load());
    return undefined;
  }
  const load = widgets[`../widgets/${name}/widget.tsx`];
  if (!load) return undefined;
  const widget = await load();
  const attributes: unknown = JSON.parse(island.dataset.attributes ?? '{}');
  const experiment = experimentNamed(attributes);
  if (experiment !== undefined && widget.answer) {
    page.answerWith(experiment, widget.answer(attributes, page));
  }
  return createElement(widget.View, { attributes, page });
}

function experimentNamed(attributes: unknown): string | undefined {
  if (typeof attributes !== 'object' || attributes === null) return undefined;
  if (!('experiment' in attributes)) return undefined;
  return typeof attributes.experiment === 'string' ? attributes.experiment : undefined;
}

/** Brings every prerendered figure to life that is not alive yet. */
export async function hydrateIslands(root: ParentNode, page: LivePage): Promise<void> {
  const islands = [...root.querySelectorAll<HTMLElement>('[data-island]:not([data-alive])')];
  await Promise.all(
    islands.map(async (island) => {
      island.dataset.alive = '';
      const content = await contentOf(island, page);
      if (content === undefined) return;
      hydrateRoot(island, content, { identifierPrefix: `island${island.dataset.number}-` });
    }),
  );
}
