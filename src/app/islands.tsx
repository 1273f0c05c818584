import { type ComponentType, createElement, type ReactNode, useEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { PageStore } from '../notebook/page-store.ts';
import type { AnyWidget, Page } from '../widgets/definition.ts';
import { RenderContext } from '../widgets/page-tables.ts';
import { Boundary } from './boundary.tsx';
import { renderWhenSeen } from './render-when-seen.ts';

/** The page as its live parts share it, with the engine at hand. */
export type LivePage = PageStore & Page;

const widgets = import.meta.glob<AnyWidget>('../widgets/*/widget.tsx', { import: 'widget' });
const parts = {
  lab: import.meta.glob<ComponentType>('./lab-page.tsx', { import: 'LabPage' }),
  badge: import.meta.glob<ComponentType>('./engine-badge.tsx', { import: 'EngineBadge' }),
};

async function contentOf(island: HTMLElement, page: LivePage): Promise<ReactNode> {
  const name = island.dataset.island ?? '';
  if (name === 'lab' || name === 'badge') {
    for (const load of Object.values(parts[name])) return createElement(await load());
    return undefined;
  }
  const widget = await widgets[`../widgets/${name}/widget.tsx`]?.();
  if (!widget) return undefined;
  const attributes = attributesOf(island);
  const experiment = experimentOf(island);
  if (experiment !== undefined && widget.answer) {
    page.answerWith(experiment, widget.answer(attributes, page));
  }
  const { prepared: json } = island.dataset;
  const prepared: unknown = json === undefined ? undefined : JSON.parse(json);
  return createElement(widget.View, { attributes, page, prepared });
}

const attributesOf = (island: HTMLElement): unknown =>
  JSON.parse(island.dataset.attributes ?? '{}');

/** The experiment that a figure's attributes name. */
export function experimentOf(island: HTMLElement): string | undefined {
  const attributes = attributesOf(island);
  if (typeof attributes !== 'object' || attributes === null) return undefined;
  if (!('experiment' in attributes)) return undefined;
  return typeof attributes.experiment === 'string' ? attributes.experiment : undefined;
}

interface AliveProps {
  readonly island: HTMLElement;
  /** Called whenever it answers: at first, and when it was started again after a fault. */
  readonly onAlive: () => void;
  readonly children: ReactNode;
}

/** Marks its island once it is hydrated: from then on it answers to keys and pointers. */
function Alive({ island, onAlive, children }: AliveProps) {
  useEffect(() => {
    island.dataset.alive = '';
    onAlive();
  }, [island, onAlive]);
  return children;
}

async function wake(island: HTMLElement, page: LivePage): Promise<void> {
  if (island.dataset.waking !== undefined) return;
  island.dataset.waking = '';
  // A button that is pressed too early answers late, but it answers: a button does nothing by itself.
  let pressed: HTMLButtonElement | undefined;
  const press = ({ target }: Event) => {
    if (target instanceof Element) pressed = target.closest('button') ?? undefined;
  };
  island.addEventListener('click', press);
  const content = await contentOf(island, page).catch((error: unknown) => {
    // Its code could not be had, without a network for instance: the next kind of touch tries again.
    delete island.dataset.waking;
    reportError(error);
  });
  // From here on React hears clicks, and hydrates for them.
  island.removeEventListener('click', press);
  if (content === undefined) return;
  const pressOnce = () => {
    pressed?.click();
    pressed = undefined;
  };
  hydrateRoot(
    island,
    <Boundary>
      <RenderContext value={renderWhenSeen(island)}>
        <Alive island={island} onAlive={pressOnce}>
          {content}
        </Alive>
      </RenderContext>
    </Boundary>,
    { identifierPrefix: `island${island.dataset.number}-` },
  );
}

/**
 * How far outside the window a figure wakes: near enough that a page which is only opened loads what
 * it shows, far enough that nobody sees it happen (its first render is the prerendered one).
 */
const nearby = '600px 0px';

/** What wakes a figure at once, however far it is. */
const touches = ['pointerover', 'pointerdown', 'focusin'] as const;

/**
 * Brings the prerendered figures to life, each when it comes near the window, is touched, or is
 * asked by a question near the window. So a long lesson loads and runs no more than what is read.
 */
export function wakeIslands(root: ParentNode, page: LivePage): void {
  const islands = [...root.querySelectorAll<HTMLElement>('[data-island]:not([data-waking])')];
  if (islands.length === 0) return;
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        for (const island of namedBy(target, islands)) void wake(island, page);
      }
    },
    { rootMargin: nearby },
  );
  for (const island of islands) {
    near.observe(island);
    for (const touch of touches) {
      island.addEventListener(touch, () => void wake(island, page), { once: true, passive: true });
    }
  }
  const askers = '[data-question], [data-live], pre[data-experiment], [data-term]';
  for (const asker of root.querySelectorAll(askers)) {
    if (!asker.closest('[data-island]')) near.observe(asker);
  }
}

/** The figures that a part of the text needs: itself, or the first ones that know its experiment. */
function namedBy(target: Element, islands: readonly HTMLElement[]): readonly HTMLElement[] {
  if (!(target instanceof HTMLElement)) return [];
  if (target.dataset.island !== undefined) return [target];
  const { question, live, experiment, term } = target.dataset;
  const asked = question ? experimentAsked(question) : undefined;
  const name = asked ?? live?.split(':')[0] ?? experiment ?? term?.split(':')[0];
  // Figures of one widget answer alike: the first of each is enough.
  const found = islands.filter((island) => experimentOf(island) === name);
  return found.filter(
    (island, i) => found.findIndex((one) => one.dataset.island === island.dataset.island) === i,
  );
}

function experimentAsked(question: string): string | undefined {
  const asked: unknown = JSON.parse(question);
  if (typeof asked !== 'object' || asked === null || !('experiment' in asked)) return undefined;
  return typeof asked.experiment === 'string' ? asked.experiment : undefined;
}
