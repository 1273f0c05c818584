import { useEffect, useRef } from 'react';
import type { LabStore } from '../../lab/lab-store.ts';
import type { Zoom } from '../../lab/zoom.ts';
import type { Page } from '../definition.ts';
import { type Control, useChoice, useText } from '../setting.ts';
import type { Attributes } from './attributes.ts';

const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Ties the Lab's label and zoom to the page, so that links carry them and *reset* takes them back. */
export function useTied(page: Page, { experiment, label: written }: Attributes, store: LabStore) {
  const label = useChoice<number>(page, `${experiment}/label`, labels, written);
  const fits = (text: string) => maybeZoom(store, text) !== undefined;
  const zoom = useText(page, `${experiment}/zoom`, fits, 'network');
  useTie(label, store, labelTie);
  useTie(zoom, store, zoomTie);
}

interface Tie<T> {
  /** Undefined: nothing that the page keeps. */
  get(store: LabStore): T | undefined;
  set(store: LabStore, value: T): void;
}

const labelTie: Tie<number> = {
  get: (store) => store.getState().label,
  set: (store, label) => store.getState().setLabel(label),
};

const zoomTie: Tie<string> = {
  get: (store) => zoomText(store.getState().zoom),
  set(store, text) {
    const zoom = maybeZoom(store, text);
    if (zoom) store.getState().setZoom(zoom);
  },
};

/** What the page says is put into the Lab; what changes in the Lab from then on is told the page. */
function useTie<T>([value, keep]: Control<T>, store: LabStore, tie: Tie<T>): void {
  const latest = useRef({ value, keep });
  useEffect(() => {
    latest.current = { value, keep };
  });
  useEffect(() => {
    if (tie.get(store) !== value) tie.set(store, value);
  }, [store, tie, value]);
  useEffect(
    () =>
      store.subscribe(() => {
        const now = tie.get(store);
        if (now !== undefined && now !== latest.current.value) latest.current.keep(now);
      }),
    [store, tie],
  );
}

/** `network` or `layer conv1`; a single cell's sum is not kept. */
function zoomText(zoom: Zoom): string | undefined {
  if (zoom.level === 'network') return 'network';
  return zoom.level === 'layer' ? `layer ${zoom.value}` : undefined;
}

function maybeZoom(store: LabStore, text: string): Zoom | undefined {
  if (text === 'network') return { level: 'network' };
  const [level, value] = text.split(' ');
  const { graph } = store.getState().network;
  const known = graph.nodes.some(({ outputs }) => outputs.includes(value ?? ''));
  return level === 'layer' && value !== undefined && known ? { level, value } : undefined;
}
