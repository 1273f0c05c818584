import './lab-tour.css';
import { type ComponentType, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { WidgetProps } from '../definition.ts';
import { atFirstSign } from '../first-sign.ts';
import type { Attributes } from './attributes.ts';
import { tourOf } from './tour.ts';

/**
 * The place of the Lab in a lesson. The Lab itself is large, so it comes with the reader's first
 * sign of life, or at once where a link or a stop asks something of it.
 */
export function LabTourView(props: WidgetProps<Attributes>) {
  const { attributes, page } = props;
  const { experiment } = attributes;
  const [Figure, setFigure] = useState<ComponentType<WidgetProps<Attributes>>>();
  const [failed, setFailed] = useState(false);
  const wanted = useStore(tourOf(page, experiment), (tour) => tour.wanted !== undefined);
  useEffect(() => {
    let alive = true;
    const load = () => {
      import('./lab-tour-figure.tsx').then(
        ({ LabTourFigure }) => alive && setFigure(() => LabTourFigure),
        () => alive && setFailed(true),
      );
    };
    const asked = Object.keys(page.settings.getState()).some((name) =>
      name.startsWith(`${experiment}/`),
    );
    const callOff = asked || wanted ? load() : atFirstSign(load);
    return () => {
      alive = false;
      callOff?.();
    };
  }, [page, experiment, wanted]);
  return (
    <figure
      className="frame lab-in-lesson"
      data-experiment={experiment}
      data-there={Figure !== undefined || undefined}
      aria-label="The Lab, on your drawing"
    >
      {Figure ? (
        <Figure {...props} />
      ) : (
        <p className="lab-tour-wait">
          {failed
            ? 'The Lab could not be loaded. Are you online? Load the page again.'
            : 'The network on its way: it is drawn here, number by number, in your own browser.'}
        </p>
      )}
    </figure>
  );
}
