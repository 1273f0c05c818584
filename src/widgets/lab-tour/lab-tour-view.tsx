import './lab-tour.css';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { historyOf } from '../../pad/drawing-history.ts';
import { DrawingPad } from '../../pad/drawing-pad.tsx';
import type { WidgetProps } from '../definition.ts';
import { atFirstSign } from '../first-sign.ts';
import type { Attributes } from './attributes.ts';
import type { labParts as LabParts } from './lab-tour-figure.tsx';
import { tourOf } from './tour.ts';

/**
 * The Lab in a lesson. The pad is there at once; the rest is large, so it comes with the reader's
 * first sign of life, or where a link or a stop asks something of it.
 */
export function LabTourView(props: WidgetProps<Attributes>) {
  const { attributes, page } = props;
  const { experiment } = attributes;
  const [lab, setLab] = useState<typeof LabParts>();
  const [failed, setFailed] = useState(false);
  const wanted = useStore(tourOf(page, experiment), (tour) => tour.wanted !== undefined);
  useEffect(() => {
    let alive = true;
    const load = () => {
      import('./lab-tour-figure.tsx').then(
        ({ labParts }) => alive && setLab(labParts),
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
      data-shows-drawing=""
      aria-label="The Lab, on your drawing"
    >
      <div className="lab-hand">
        <DrawingPad store={historyOf(page)} />
        <div className="lab-reading">{lab && <lab.Reading {...props} />}</div>
      </div>
      {lab ? (
        <lab.Figure {...props} />
      ) : (
        <p className="lab-tour-wait">
          {failed
            ? 'The Lab could not be loaded. Are you online? Load the page again.'
            : 'The network is drawn here, number by number, in your own browser.'}
        </p>
      )}
    </figure>
  );
}
