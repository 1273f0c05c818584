import './pixel-slope.css';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { formatNumber } from '../../draw/number.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useSettings } from '../page-tables.ts';
import type { Attributes } from './attributes.ts';
import { DescendPart } from './descend-part.tsx';
import { narrate } from './narration.ts';
import { nudgeOf } from './nudge.ts';
import { NudgePart } from './nudge-part.tsx';
import { Loss, Meaning, OwnDigit, Prediction } from './parts.tsx';
import {
  firstRate,
  inkOfPixel,
  isAsWritten,
  labelOf,
  movers,
  nudged,
  planOf,
  rates,
} from './plan.ts';
import { maybeVerdict } from './reading.ts';
import { SlopePart } from './slope-part.tsx';

const words = { pixels: 'the picture', weights: 'the network' } as const;

/** One digit, one network, one label: nudge a pixel, see its slope, go downhill. */
export function PixelSlopeView({ attributes, page, prepared }: WidgetProps<Attributes>) {
  const { experiment, mode } = attributes;
  const nudge = nudgeOf(page, attributes);
  const state = useStore(nudge.state);
  const settings = useSettings(page);
  const drawing = useStore(page.drawing);
  const plan = planOf(attributes, settings, drawing);
  const known = isAsWritten(plan, attributes) ? maybeVerdict(prepared) : undefined;
  const waits = useRef(known !== undefined && mode === 'nudge');
  useEffect(() => nudge.begin(mode, waits.current), [nudge, mode]);

  const put = (control: string, value: number | string | undefined) =>
    page.setSetting(`${experiment}/${control}`, value);
  const setInk = (ink: number) =>
    put(inkOfPixel(plan.pixel), ink === plan.pixels[plan.pixel] ? undefined : ink);
  const setPixel = (pixel: number) => {
    put(inkOfPixel(plan.pixel), undefined);
    put('pixel', pixel === Number(attributes.pixel) ? undefined : pixel);
  };
  const setLabel = (label: number) => {
    put('steps', undefined);
    page.setSetting(labelOf(attributes), label === Number(attributes.label) ? undefined : label);
  };
  const { before, now, curve, descent } = state;
  const path = descent?.path ?? [];
  const shown = (mode === 'descend' ? path.at(-1) : now) ?? known;

  return (
    <Frame
      name="pixel-slope"
      label={titles[mode]}
      experiment={experiment}
      mode={mode}
      controls={
        <>
          <Meaning label={plan.label} onChange={setLabel} />
          {mode === 'descend' && (
            <>
              <Choice
                label="what moves"
                value={plan.mover}
                options={movers.map((mover) => [mover, words[mover]] as const)}
                onChange={(mover) => {
                  put('rate', undefined);
                  put('steps', undefined);
                  put('mover', mover === attributes.moves ? undefined : mover);
                }}
              />
              <Choice
                label="step size"
                value={plan.rate}
                options={rates[plan.mover].map((rate) => [rate, formatNumber(rate)] as const)}
                onChange={(rate) => put('rate', rate === firstRate[plan.mover] ? undefined : rate)}
              />
            </>
          )}
        </>
      }
      narration={narrate(state, plan, mode, known)}
      foot={
        <TableView
          label={titles[mode]}
          digits={4}
          sheets={[
            sheet('probabilities, 0 to 9', shown?.probabilities ?? [], 10),
            sheet(
              'ink of the picture',
              (mode === 'descend' ? path.at(-1)?.pixels : now?.pixels) ?? nudged(plan),
              28,
            ),
            sheet('slope of the loss along each pixel', before?.slopes ?? [], 28),
            ...(mode === 'slope' && curve
              ? [sheet('loss for ink 0, 0.05, … 1', curve.losses, curve.losses.length)]
              : []),
            ...(mode === 'descend'
              ? [
                  sheet(
                    'loss before and after each step',
                    path.map(({ loss }) => loss),
                    path.length,
                  ),
                ]
              : []),
          ]}
        />
      }
    >
      <div className="pixel-slope-parts" data-shows-drawing="">
        {mode === 'nudge' && <OwnDigit page={page} />}
        {mode === 'nudge' && <NudgePart plan={plan} onPixel={setPixel} onInk={setInk} />}
        {mode === 'slope' && (
          <SlopePart
            {...{ page, experiment, plan, before, now, curve }}
            resting={known?.loss}
            onPixel={setPixel}
            onInk={setInk}
          />
        )}
        {mode === 'descend' && (
          <DescendPart
            plan={plan}
            path={path}
            samples={descent?.samples}
            onSteps={(steps) => put('steps', steps === 0 ? undefined : steps)}
          />
        )}
        {mode !== 'slope' && (
          <div className="pixel-slope-verdict">
            <Prediction reading={shown} label={plan.label} />
            <Loss before={(mode === 'descend' ? path[0] : before) ?? known} now={shown} />
          </div>
        )}
      </div>
    </Frame>
  );
}

const titles = {
  nudge: 'One pixel in your hand',
  slope: 'The slope of the loss along one pixel, and along all',
  descend: 'Steps downhill',
} as const;
