import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../../core/client.ts';
import { LabFigure } from '../../lab/lab-figure.tsx';
import { modelOf } from '../../lab/lab-model.ts';
import { LabelPicker } from '../../lab/label-picker.tsx';
import { Prediction } from '../../lab/prediction.tsx';
import type { Page, WidgetProps } from '../definition.ts';
import { usePlayhead } from '../playhead.ts';
import type { Attributes } from './attributes.ts';
import { follow, followPage, instrumentOf, writtenStep } from './instrument.ts';
import { tourOf } from './tour.ts';
import { useTied } from './use-tied.ts';
import { useTour } from './use-tour.ts';

/** What the network reads in the drawing, and the label that the reader gives it. */
function Reading({ attributes, page }: WidgetProps<Attributes>) {
  const { store } = instrumentOf(page, attributes);
  return (
    <>
      <Prediction store={store} />
      <LabelPicker store={store} />
    </>
  );
}

/** The Lab in a lesson, on the reader's own drawing: stops in the text drive it. */
function Figure({ attributes, page }: WidgetProps<Attributes>) {
  const lab = instrumentOf(page, attributes);
  const { store, player } = lab;
  const network = useStore(store, (state) => state.network);
  const written = useMemo(() => writtenStep(lab, attributes), [lab, attributes]);
  const [failed, setFailed] = useState<string>();
  // Before a link or a stop of the tour has moved it.
  useEffect(() => {
    const moved = page.settings.getState()[`${attributes.experiment}/step`] !== undefined;
    if (!moved) player.getState().seek(written);
  }, [page, attributes, player, written]);
  usePlayhead(page, attributes.experiment, player, written);
  useTied(page, attributes, store);
  useTour(page, attributes.experiment, lab);
  useEffect(() => followPage(page, lab), [page, lab]);
  useEffect(() => {
    let stop = () => {};
    let wanted = true;
    const begin = (client: Client) => {
      if (wanted) stop = follow(lab, client);
    };
    page.client().then(begin, (error: unknown) => {
      setFailed(error instanceof Error ? error.message : String(error));
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [page, lab]);
  return (
    <>
      {failed && <p role="alert">The network could not be loaded: {failed}.</p>}
      <BackToText page={page} experiment={attributes.experiment} />
      <LabFigure store={store} player={player} model={modelOf(network.graph)} place="lesson" />
    </>
  );
}

/** Where the figure does not stand beside its text, the way back to the stop that led here. */
function BackToText({ page, experiment }: { readonly page: Page; readonly experiment: string }) {
  const stop = useStore(tourOf(page, experiment), ({ left }) => left);
  if (stop === undefined) return null;
  const back = () => {
    const element = document.getElementById(stop);
    element?.scrollIntoView({ block: 'start' });
    element?.querySelector('button')?.focus({ preventScroll: true });
  };
  return (
    <button type="button" className="lab-tour-back" onClick={back}>
      Back to the text
    </button>
  );
}

/** What comes with the reader's first sign of life. */
export const labParts = { Reading, Figure };
