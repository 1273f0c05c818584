import { formatNumber } from '../../draw/number.ts';
import { PixelPick } from '../../draw/pixel-pick.tsx';
import { sequential } from '../../draw/scale.ts';
import { Slider } from '../../draw/slider.tsx';
import { placeOf } from './place.ts';
import { nudged, type Plan } from './plan.ts';

const paper = sequential(1);

interface NudgePartProps {
  readonly plan: Plan;
  readonly onPixel: (pixel: number) => void;
  readonly onInk: (ink: number) => void;
}

const withinInk = (ink: number) => Math.min(1, Math.max(0, Math.round(ink * 100) / 100));

/** The picture as the network sees it, with one pixel in the reader's hand. */
export function NudgePart({ plan, onPixel, onInk }: NudgePartProps) {
  const shown = nudged(plan);
  const bump = (direction: 1 | -1) => onInk(withinInk(plan.ink + 0.1 * direction));
  return (
    <div className="pixel-slope-picture">
      <PixelPick
        label="The picture, 28 by 28 pixels of ink"
        values={shown}
        columns={28}
        scale={paper}
        chosen={plan.pixel}
        onChoose={onPixel}
        describe={(pixel) => `${placeOf(pixel)}, ink ${formatNumber(shown[pixel], { digits: 2 })}`}
        onBump={bump}
      />
      <div className="pixel-slope-hand">
        <button type="button" onClick={() => bump(-1)}>
          Less ink
        </button>
        <Slider
          label="ink"
          value={plan.ink}
          min={0}
          max={1}
          step={0.01}
          text={formatNumber(plan.ink, { digits: 2 })}
          onChange={onInk}
        />
        <button type="button" onClick={() => bump(1)}>
          More ink
        </button>
      </div>
    </div>
  );
}
