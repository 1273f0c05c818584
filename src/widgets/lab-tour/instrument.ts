import type { Client } from '../../core/client.ts';
import { sampleDigit } from '../../digits/samples.ts';
import { standIn } from '../../digits/shown-digit.ts';
import { hasInk } from '../../digits/strokes.ts';
import { createLab, type LabInstrument } from '../../lab/lab-instrument.ts';
import { type LabModel, modelOf } from '../../lab/lab-model.ts';
import { followDrawing } from '../../lab/lab-recorder.ts';
import { shipped } from '../../lab/networks/network.ts';
import type { Step } from '../../trace/step.ts';
import type { Page } from '../definition.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';

const instruments = perExperiment<LabInstrument>();

/** The Lab of an experiment: its figures and its stops share one. */
export function instrumentOf(
  page: Page,
  { experiment, network }: Pick<Attributes, 'experiment' | 'network'>,
): LabInstrument {
  return instruments(page, experiment, () => {
    const lab = createLab(shipped(network));
    lab.store.getState().draw(sampleDigit(standIn));
    return lab;
  });
}

/** Where the playhead rests before anybody has moved it. */
export function writtenStep({ store }: LabInstrument, { at }: Attributes): number {
  const model = modelOf(store.getState().network.graph);
  const step = at === undefined ? -1 : stepNamed(model, at);
  return step === -1 ? model.restAt : step;
}

/** The index of `forward conv1`, `loss`, `backward pool2` or `update`; −1 if there is none. */
export const stepNamed = ({ steps }: LabModel, name: string): number =>
  steps.findIndex((step) => nameOf(step) === name);

/** The name that stops call a step by. */
export const nameOf = (step: Step): string =>
  step.kind === 'loss' || step.kind === 'update' ? step.kind : `${step.kind} ${step.node.id}`;

/** The Lab follows the page's drawing; while there is none, it shows the stand-in. */
export function followPage(page: Page, { store }: LabInstrument): () => void {
  const stand = sampleDigit(standIn);
  const show = () => {
    const drawing = page.drawing.getState();
    store.getState().draw(hasInk(drawing) ? drawing : stand);
  };
  show();
  return page.drawing.subscribe(show);
}

/** How many figures hold each Lab that is being run, and what ends the running. */
const followed = new Map<LabInstrument, { holders: number; readonly stop: () => void }>();

/** Keeps the trace abreast of the drawing while any figure of the Lab lives. */
export function follow(lab: LabInstrument, client: Client): () => void {
  const known = followed.get(lab) ?? { holders: 0, stop: followDrawing(lab.store, client) };
  followed.set(lab, known);
  known.holders++;
  return () => {
    known.holders--;
    if (known.holders > 0) return;
    followed.delete(lab);
    known.stop();
  };
}
