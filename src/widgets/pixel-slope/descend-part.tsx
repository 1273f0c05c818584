import { formatNumber } from '../../draw/number.ts';
import { PixelMap } from '../../draw/pixel-map.tsx';
import { Plot } from '../../draw/plot.tsx';
import { sequential } from '../../draw/scale.ts';
import { lossText } from './parts.tsx';
import { mostSteps, type Plan } from './plan.ts';
import type { Reading } from './reading.ts';

const paper = sequential(1);

interface DescendPartProps {
  readonly plan: Plan;
  readonly path: readonly Reading[];
  readonly samples?: readonly number[];
  readonly onSteps: (steps: number) => void;
}

/** Steps downhill: the picture after them, and the loss on the way. */
export function DescendPart({ plan, path, samples, onSteps }: DescendPartProps) {
  const last = path.at(-1);
  const top = Math.max(0.01, ...path.map(({ loss }) => loss));
  return (
    <>
      <div className="pixel-slope-picture">
        <PixelMap
          label={`The picture after ${plan.steps} steps`}
          values={last?.pixels ?? plan.pixels}
          columns={28}
          scale={paper}
        />
        <div className="pixel-slope-hand">
          <button
            type="button"
            aria-disabled={plan.steps === 0 || undefined}
            onClick={() => onSteps(Math.max(0, plan.steps - 1))}
          >
            Undo a step
          </button>
          <span className="pixel-slope-count" data-result="steps">
            {plan.steps} of {mostSteps}
          </span>
          <button
            type="button"
            className="pixel-slope-go"
            aria-disabled={plan.steps === mostSteps || undefined}
            onClick={() => onSteps(Math.min(mostSteps, plan.steps + 1))}
          >
            One step downhill
          </button>
        </div>
      </div>
      <div className="pixel-slope-curve">
        <Plot
          label="The loss before any step and after each"
          x={{ label: 'steps', domain: [0, Math.max(5, plan.steps)], format: String }}
          y={{ label: 'loss', domain: [0, 1.15 * top] }}
          lines={[{ name: 'loss', points: path.map(({ loss }, step) => [step, loss]) }]}
          notes={path.map(({ loss }, step) => ({
            text: step === 0 || step === path.length - 1 ? lossText(loss) : '',
            x: step,
            y: loss,
            side: step === 0 ? 'right' : 'above',
            dot: true,
          }))}
        />
        <p className="pixel-slope-name">
          each step goes {formatNumber(plan.rate)} × the slope, against it
        </p>
        <Samples guesses={samples} />
      </div>
    </>
  );
}

/** How the ten sample digits are read after the steps: a network that moves, moves for all. */
function Samples({ guesses = [] }: { readonly guesses?: readonly number[] }) {
  return (
    <div className="pixel-slope-samples">
      <p className="pixel-slope-name">the ten samples, 0 to 9, are read as</p>
      <p className="pixel-slope-guesses" data-result="samples">
        {Array.from({ length: 10 }, (_, digit) => digit).map((digit) => {
          const guess = guesses[digit];
          const wrong = guess !== undefined && guess !== digit;
          return (
            <span key={digit} data-wrong={wrong || undefined}>
              {guess ?? '…'}
              {wrong && <span className="visually-hidden"> (a {digit})</span>}{' '}
            </span>
          );
        })}
      </p>
    </div>
  );
}
