import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { LabStore } from '../../lab/lab-store.ts';
import type { Zoom } from '../../lab/zoom.ts';
import type { Page } from '../definition.ts';
import { useChoice, useText } from '../setting.ts';
import type { Attributes } from './attributes.ts';

const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Ties the Lab's label and zoom to the page, so that links carry them and *reset* takes them back. */
export function useTied(page: Page, { experiment, label: written }: Attributes, store: LabStore) {
  const [label, keepLabel] = useChoice<number>(page, `${experiment}/label`, labels, written);
  const fits = (text: string) => maybeZoom(store, text) !== undefined;
  const [zoom, keepZoom] = useText(page, `${experiment}/zoom`, fits, 'network');
  const state = useStore(store);
  const shown = zoomText(state.zoom);
  // What the page says comes first: a link, a stop of the tour, *reset*.
  useEffect(() => {
    if (store.getState().label !== label) store.getState().setLabel(label);
  }, [store, label]);
  useEffect(() => {
    const wanted = maybeZoom(store, zoom);
    if (wanted && zoomText(store.getState().zoom) !== zoom) store.getState().setZoom(wanted);
  }, [store, zoom]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the Lab's own changes are kept
  useEffect(() => {
    if (state.label !== label) keepLabel(state.label);
  }, [state.label]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the Lab's own changes are kept
  useEffect(() => {
    if (shown !== undefined && shown !== zoom) keepZoom(shown);
  }, [shown]);
}

/** `network` or `layer conv1`; a single cell's sum is not kept. */
export function zoomText(zoom: Zoom): string | undefined {
  if (zoom.level === 'network') return 'network';
  return zoom.level === 'layer' ? `layer ${zoom.value}` : undefined;
}

export function maybeZoom(store: LabStore, text: string): Zoom | undefined {
  if (text === 'network') return { level: 'network' };
  const [level, value] = text.split(' ');
  const { graph } = store.getState().network;
  const known = graph.nodes.some(({ outputs }) => outputs.includes(value ?? ''));
  return level === 'layer' && value !== undefined && known ? { level, value } : undefined;
}
