import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { LabInstrument } from '../../lab/lab-instrument.ts';
import { modelOf } from '../../lab/lab-model.ts';
import type { Page } from '../definition.ts';
import { nameOf, stepNamed } from './instrument.ts';
import { type Destination, tourOf } from './tour.ts';

/** Takes the Lab where the stops of the text want it, and tells them where it is. */
export function useTour(page: Page, experiment: string, lab: LabInstrument): void {
  const { store, player } = lab;
  const tour = tourOf(page, experiment);
  const wanted = useStore(tour, (state) => state.wanted);
  const step = useStore(player, (state) => state.step);
  const model = modelOf(useStore(store, (state) => state.network.graph));
  useEffect(() => {
    const now = model.steps[step];
    if (now) tour.setState({ here: nameOf(now) });
  }, [tour, model, step]);
  useEffect(() => {
    // Several figures may show one Lab: the first to hear of it goes.
    if (!wanted || tour.getState().wanted !== wanted) return;
    tour.setState({ wanted: undefined });
    if (!go(lab, wanted)) page.refuse(`${experiment}: ${wanted.at}`);
  }, [page, experiment, tour, lab, wanted]);
}

/** False where the network has no such step. */
function go({ store, player }: LabInstrument, { at, zoom }: Destination): boolean {
  const model = modelOf(store.getState().network.graph);
  const step = stepNamed(model, at);
  const target = model.steps[step];
  if (!target) return false;
  const near = zoom === 'layer' && target.kind !== 'update';
  store.getState().pin(undefined);
  store
    .getState()
    .setZoom(near ? { level: 'layer', value: target.node.outputs[0] } : { level: 'network' });
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (step === 0 || still) player.getState().seek(step);
  else {
    player.getState().seek(step - 1);
    player.getState().forward();
  }
  return true;
}
