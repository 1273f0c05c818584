import { useStore } from 'zustand';
import { article } from '../../../digits/article.ts';
import { Choice } from '../../../draw/choice.tsx';
import { formatNumber } from '../../../draw/number.ts';
import { Slider, type SliderProps } from '../../../draw/slider.tsx';
import type { LabStore } from '../../lab-store.ts';
import { Action } from '../action.tsx';
import { ascentState, brakesOf, type Question, type Start } from './ascent-state.ts';
import type { Climber } from './climber.ts';

const starts: readonly (readonly [Start, string])[] = [
  ['drawing', 'your digit'],
  ['paper', 'blank paper'],
  ['noise', 'noise'],
];

const goals: readonly (readonly [number, string])[] = [
  [0.5, '50%'],
  [0.9, '90%'],
  [0.99, '99%'],
];

interface AscentControlsProps {
  readonly store: LabStore;
  readonly climber: Climber;
  readonly question: Question;
  /** Whether there is a picture to start from. */
  readonly able: boolean;
}

export function AscentControls({ store, climber, question, able }: AscentControlsProps) {
  const state = ascentState(store);
  const now = useStore(state);
  const { network, target } = question;
  return (
    <>
      <div className="learn-controls">
        <Choice
          label="Make it a"
          value={target}
          options={network.classes.map((digit) => [digit, String(digit)] as const)}
          onChange={(digit) => state.setState({ target: digit })}
        />
        <Choice
          label="Start from"
          value={now.start}
          options={starts}
          onChange={(start) => state.setState({ start })}
        />
        <Choice
          label="Stop at"
          value={now.goal}
          options={goals}
          onChange={(goal) => state.setState({ goal })}
        />
      </div>
      <div className="ascent-brakes">
        <Brake
          words="How far one step goes along the gradient."
          label="Step η"
          value={now.power}
          min={-3}
          max={0}
          step={0.25}
          text={formatNumber(brakesOf(now).rate, { digits: 2 })}
          onChange={(power) => state.setState({ power })}
        />
        <Brake
          words="Stay near the start: every pixel is pulled back, the more the further it went."
          label="Pull λ"
          value={now.pull}
          min={0}
          max={5}
          step={0.1}
          text={formatNumber(now.pull)}
          onChange={(pull) => state.setState({ pull })}
        />
        <Brake
          words="Stay smooth: the gradient is blurred, so that neighbours move together."
          label="Blur σ"
          value={now.blur}
          min={0}
          max={3}
          step={0.25}
          text={`${formatNumber(now.blur)} px`}
          onChange={(blur) => state.setState({ blur })}
        />
        <p className="learn-note">
          One brake is always on: no pixel leaves the range from paper, 0, to ink, 1.
        </p>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn */}
      <div className="learn-actions" role="group" aria-label="Ascent">
        {now.running ? (
          <Action name="ascent-pause" main onPress={climber.pause}>
            Pause
          </Action>
        ) : (
          <Action name="ascent-play" main off={!able} onPress={climber.play}>
            Climb to {article(target)} {target}
          </Action>
        )}
        <Action name="ascent-step" off={!able} onPress={climber.step}>
          One step
        </Action>
        <Action name="ascent-reset" off={!now.climb} onPress={climber.reset}>
          Back to the start
        </Action>
      </div>
    </>
  );
}

function Brake({ words, ...slider }: SliderProps & { readonly words: string }) {
  return (
    <div className="ascent-brake">
      <Slider {...slider} />
      <p className="learn-note">{words}</p>
    </div>
  );
}
