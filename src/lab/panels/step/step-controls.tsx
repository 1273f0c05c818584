import { useMemo } from 'react';
import { useStore } from 'zustand';
import { hasInk } from '../../../digits/strokes.ts';
import { Choice } from '../../../draw/choice.tsx';
import { formatNumber, formatSigned } from '../../../draw/number.ts';
import { Slider } from '../../../draw/slider.tsx';
import type { Trace } from '../../../trace/trace.ts';
import { type DescentOptimizer, stepsIn } from '../../descent/descent.ts';
import type { LabStore } from '../../lab-store.ts';
import { Action } from '../action.tsx';
import { counts, powers, rateOf, stepState } from './step-state.ts';
import type { Walker } from './walker.ts';

const optimizers: readonly (readonly [DescentOptimizer, string])[] = [
  ['sgd', 'SGD'],
  ['adam', 'Adam'],
];

interface StepControlsProps {
  readonly store: LabStore;
  readonly walker: Walker;
}

/** How a step is taken; taking it, taking it back, repeating it. */
export function StepControls({ store, walker }: StepControlsProps) {
  const state = stepState(store);
  const { optimizer, power, count, left } = useStore(state);
  const drawing = useStore(store, (lab) => lab.drawing);
  const descent = useStore(store, (lab) => lab.descent);
  const { undoDescent, redoDescent, resetDescent } = store.getState();
  const { past, future } = descent;
  const running = left !== undefined;
  const able = hasInk(drawing) && !running;
  const back = past.at(-1)?.steps ?? 0;
  const then = (act: () => void, text: string) => () => {
    state.setState({ fault: undefined });
    act();
    walker.say(text);
  };
  return (
    <>
      <div className="learn-controls">
        <Choice
          label="Optimiser"
          value={optimizer}
          options={optimizers}
          onChange={(chosen) => state.setState({ optimizer: chosen })}
        />
        <Slider
          label="Learning rate η"
          value={power}
          min={powers.least}
          max={powers.most}
          step={0.25}
          text={formatNumber(rateOf({ power }), { digits: 2 })}
          onChange={(to) => state.setState({ power: to })}
        />
        <Choice
          label="Repeat"
          value={count}
          options={counts.map((many) => [many, `${many}`] as const)}
          onChange={(to) => state.setState({ count: to })}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn */}
      <div className="learn-actions" role="group" aria-label="Steps">
        <Action name="step" main off={!able} onPress={() => void walker.step()}>
          Take a step
        </Action>
        {running ? (
          <Action name="stop" onPress={walker.stop}>
            Stop, {left} to go
          </Action>
        ) : (
          <Action name="repeat" off={!able} onPress={() => void walker.repeat(count)}>
            Take {count} steps
          </Action>
        )}
        <Action
          name="undo-step"
          off={past.length === 0 || running}
          onPress={then(undoDescent, `${stepWord(back)} taken back.`)}
        >
          {back > 1 ? `Undo ${back} steps` : 'Undo'}
        </Action>
        <Action
          name="redo-step"
          off={future.length === 0 || running}
          onPress={then(redoDescent, 'Step taken again.')}
        >
          Redo
        </Action>
        <Action
          name="reset-steps"
          off={past.length === 0 || running}
          onPress={then(resetDescent, 'The weights are as the network came.')}
        >
          Reset the weights
        </Action>
        <span className="learn-count" data-steps={stepsIn(past)}>
          {stepsIn(past) === 0
            ? 'weights as the network came'
            : `${stepWord(stepsIn(past))} from how the network came`}
        </span>
      </div>
      <Preview store={store} />
    </>
  );
}

/** What a step of this rate would change the loss by, were the loss a plane. */
function Preview({ store }: { readonly store: LabStore }) {
  const { optimizer, power } = useStore(stepState(store));
  const recorded = useStore(store, (lab) => lab.recorded);
  const network = useStore(store, (lab) => lab.network);
  const label = useStore(store, (lab) => lab.label);
  const trace = recorded?.network === network ? recorded.trace : undefined;
  const square = useMemo(() => trace && squareOf(trace), [trace]);
  if (square === undefined || recorded?.label !== label) return null;
  const rate = rateOf({ power });
  return (
    <p className="learn-note">
      Here the slope of the loss is ‖g‖ = {formatNumber(Math.sqrt(square))}.{' '}
      {optimizer === 'sgd'
        ? `A step w − ηg of this rate promises a change of −η‖g‖² = ${formatSigned(-rate * square)}; what comes is seen when it is taken.`
        : 'Adam divides each weight’s gradient by its usual size: at its first step every weight with a slope moves by nearly η.'}
    </p>
  );
}

/** ‖g‖² over all parameters. */
function squareOf({ backward }: Trace): number | undefined {
  if (!backward) return undefined;
  let square = 0;
  for (const { sum } of Object.values(backward.params)) {
    for (const g of sum.data) square += g * g;
  }
  return square;
}

const stepWord = (count: number): string => (count === 1 ? '1 step' : `${count} steps`);
