import './lab-stop.css';
import { useEffect, useId } from 'react';
import { useStore } from 'zustand';
import { modelOf } from '../../lab/lab-model.ts';
import type { Zoom } from '../../lab/zoom.ts';
import type { Step } from '../../trace/step.ts';
import type { WidgetProps } from '../definition.ts';
import { instrumentOf, stepNamed, stopLeft } from '../lab-tour/instrument.ts';
import type { Attributes } from './attributes.ts';

/** A stop of a tour: pressed, it brings the Lab of its experiment to a step, and plays it. */
export function LabStopView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment, at, title } = attributes;
  const { store, player } = instrumentOf(page, attributes);
  const model = modelOf(useStore(store, (state) => state.network.graph));
  const step = stepNamed(model, at);
  const here = useStore(player, (state) => state.step) === step;
  const id = useId();
  useEffect(() => {
    if (step === -1) page.refuse(`${experiment}: ${at}`);
  }, [page, experiment, at, step]);
  if (step === -1) return null;
  const go = () => {
    const { seek, forward } = player.getState();
    store.getState().pin(undefined);
    store.getState().setZoom(zoomOf(attributes, model.steps[step]));
    if (step > 0 && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      seek(step - 1);
      forward();
    } else seek(step);
    stopLeft(page, experiment).setState(id, true);
    bringIntoView(experiment, id);
  };
  return (
    <p id={id} className="lab-stop" data-here={here || undefined}>
      <button type="button" aria-current={here ? 'step' : undefined} onClick={go}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M7 4v16l13-8z" />
        </svg>
        {title}
      </button>
    </p>
  );
}

function zoomOf({ zoom }: Attributes, step: Step): Zoom {
  if (zoom === 'network' || step.kind === 'update') return { level: 'network' };
  return { level: 'layer', value: step.node.outputs[0] };
}

/** Where the Lab does not stand beside the text, on a phone, the page goes to the nearest one above. */
function bringIntoView(experiment: string, stop: string): void {
  const tour = document.getElementById(stop)?.closest('.tour') ?? document;
  const stage = tour.querySelector(`.lab-in-lesson[data-experiment="${experiment}"] .lab-figure`);
  if (!stage) return;
  const { top, bottom } = stage.getBoundingClientRect();
  if (top < innerHeight / 2 && bottom > innerHeight / 2) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  stage.scrollIntoView({ block: 'start', behavior: still ? 'instant' : 'smooth' });
}
