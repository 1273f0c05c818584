import { Legend } from '../../draw/legend.tsx';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { PixelPick } from '../../draw/pixel-pick.tsx';
import { Plot } from '../../draw/plot.tsx';
import { diverging } from '../../draw/scale.ts';
import { largestMagnitude } from '../../trace/tensor.ts';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import { lossText } from './parts.tsx';
import { placeOf } from './place.ts';
import type { Plan } from './plan.ts';
import type { Reading } from './reading.ts';
import type { Curve } from './run.ts';

/** Nats: how far the axis reaches while there is no curve yet. */
const emptyTop = 4;

interface SlopePartProps {
  readonly page: Page;
  readonly experiment: string;
  readonly plan: Plan;
  readonly before?: Reading;
  readonly now?: Reading;
  readonly curve?: Curve;
  /** The loss of the drawing as written, until the network has answered. */
  readonly resting?: number;
  readonly onPixel: (pixel: number) => void;
  readonly onInk: (ink: number) => void;
}

/** The loss over one pixel's ink with its tangent, and beside it the slope of every pixel. */
export function SlopePart(props: SlopePartProps) {
  const { page, experiment, plan, before, now, curve, resting, onPixel, onInk } = props;
  const lossMark = useTerm(page, experiment, 'loss');
  const slopeMark = useTerm(page, experiment, 'slope');
  const inkMark = useTerm(page, experiment, 'ink');
  const slope = before?.slopes[plan.pixel] ?? 0;
  const rest = plan.pixels[plan.pixel];
  const losses = curve?.losses ?? [];
  const highest = Math.max(0.001, before?.loss ?? emptyTop, now?.loss ?? 0, ...losses);
  const tangent = (ink: number) => (before?.loss ?? 0) + slope * (ink - rest);
  const top = roundUp(1.1 * highest);
  const scale = diverging(before ? largestMagnitude(before.slopes) : 1);
  return (
    <div className="pixel-slope-slopes">
      <div className="pixel-slope-curve" {...inkMark.props}>
        <Plot
          label="The loss over the ink of the chosen pixel, and its tangent"
          x={{ label: 'ink of this pixel', domain: [0, 1] }}
          y={{ label: 'loss', domain: [0, top] }}
          lines={[
            {
              name: 'loss',
              tone: 'ink',
              points: (curve?.inks ?? []).map((ink, i) => [ink, losses[i]]),
              props: lossMark.props,
            },
            {
              name: 'tangent',
              tone: slope < 0 ? 'negative' : 'positive',
              dashed: true,
              points: before ? [0, 1].map((ink) => [ink, tangent(ink)]) : [],
              props: slopeMark.props,
            },
          ]}
          notes={
            before
              ? [
                  {
                    text: 'as drawn',
                    x: rest,
                    y: before.loss,
                    side: 'above',
                    tone: 'soft',
                    dot: true,
                  },
                ]
              : []
          }
          point={{
            label: 'Ink of the chosen pixel',
            x: plan.ink,
            y: now?.loss ?? resting ?? 0,
            step: 0.05,
            text: `ink ${formatNumber(plan.ink, { digits: 2 })}, loss ${now ? lossText(now.loss) : 'not known yet'}`,
            onMove: (ink) => onInk(Math.round(ink * 100) / 100),
          }}
        />
        <dl className="pixel-slope-facts">
          <div>
            <dt>slope here</dt>
            <dd data-result="slope" {...slopeMark.props}>
              {before ? formatSigned(slope) : '…'}
            </dd>
          </div>
          <div>
            <dt>slope × change of ink</dt>
            <dd data-result="promised">{before ? formatSigned(slope * (plan.ink - rest)) : '…'}</dd>
          </div>
          <div>
            <dt>what the loss really did</dt>
            <dd data-result="change">
              {before && now ? formatSigned(now.loss - before.loss) : '…'}
            </dd>
          </div>
        </dl>
      </div>
      <div className="pixel-slope-gradient">
        <PixelPick
          label="The slope of the loss along each pixel"
          values={before?.slopes ?? new Float32Array(784)}
          columns={28}
          scale={scale}
          chosen={plan.pixel}
          onChoose={onPixel}
          describe={(pixel) =>
            `${placeOf(pixel)}, slope ${before ? formatSigned(before.slopes[pixel]) : 'not known yet'}`
          }
        />
        <Legend scale={scale} label="slope" />
      </div>
    </div>
  );
}

/** The next of 1, 2, 5, 10, 20, 50 …: an axis that does not twitch while the curve changes. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}
