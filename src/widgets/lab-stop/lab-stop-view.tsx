import './lab-stop.css';
import { useId } from 'react';
import { useStore } from 'zustand';
import type { WidgetProps } from '../definition.ts';
import { tourOf } from '../lab-tour/tour.ts';
import type { Attributes } from './attributes.ts';

/** A stop of a tour: pressed, it brings the Lab of its experiment to a step, and plays it. */
export function LabStopView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment, at, zoom, title } = attributes;
  const tour = tourOf(page, experiment);
  const here = useStore(tour, (state) => state.here) === at;
  const id = useId();
  const go = () => {
    tour.setState({ wanted: { at, zoom }, left: id });
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

/** Where the Lab does not stand beside the text, on a phone, the page goes to that of its tour. */
function bringIntoView(experiment: string, stop: string): void {
  const tour = document.getElementById(stop)?.closest('.tour') ?? document;
  const figure = tour.querySelector(`.lab-in-lesson[data-experiment="${experiment}"]`);
  const stage = figure?.querySelector('.lab-figure') ?? figure;
  if (!stage) return;
  const { top, bottom } = stage.getBoundingClientRect();
  if (top < innerHeight / 2 && bottom > innerHeight / 2) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  stage.scrollIntoView({ block: 'start', behavior: still ? 'instant' : 'smooth' });
}
