import { type Bar, Bars } from '../../draw/bars.tsx';
import { Choice } from '../../draw/choice.tsx';
import { formatFixed, formatNumber, formatPercent, formatSigned } from '../../draw/number.ts';
import { historyOf } from '../../pad/drawing-history.ts';
import { DrawingPad } from '../../pad/drawing-pad.tsx';
import type { Page } from '../definition.ts';
import type { Verdict } from './reading.ts';

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** A loss with the digits that a small nudge moves. */
export const lossText = (loss: number): string =>
  loss >= 0.001 || loss === 0 ? formatFixed(loss, 3) : formatNumber(loss, { digits: 2 });

/** What the network says, digit by digit; empty tracks until it has answered. */
export function Prediction({ reading, label }: { reading?: Verdict; label: number }) {
  const bars = digits.map((digit): Bar => {
    const share = reading?.probabilities[digit] ?? 0;
    return {
      label: String(digit),
      share,
      text: reading ? formatPercent(share) : '…',
      strong: digit === reading?.guess,
      tone: digit === label ? 'accent' : 'ink',
    };
  });
  return (
    <div className="pixel-slope-prediction">
      <p className="pixel-slope-name">
        The network says <strong data-result="guess">{reading ? reading.guess : '…'}</strong>,{' '}
        <span className="pixel-slope-meant">you meant {label}</span>
      </p>
      <Bars label="Probability of each digit" bars={bars} />
    </div>
  );
}

/** The loss now, and by how much the nudge has moved it. */
export function Loss({ before, now }: { before?: Verdict; now?: Verdict }) {
  const change = before && now ? now.loss - before.loss : 0;
  return (
    <p className="pixel-slope-loss">
      <span className="pixel-slope-name">loss</span>
      <strong data-result="loss">{now ? lossText(now.loss) : '…'}</strong>
      <span data-result="change" data-sign={Math.sign(change)}>
        {change === 0 ? 'not moved yet' : formatSigned(change)}
      </span>
    </p>
  );
}

interface MeaningProps {
  readonly label: number;
  readonly onChange: (label: number) => void;
}

/** What the drawing is meant to be: the loss is measured against it. */
export function Meaning({ label, onChange }: MeaningProps) {
  return (
    <Choice
      label="You meant"
      value={label}
      options={digits.map((digit) => [digit, String(digit)] as const)}
      onChange={onChange}
    />
  );
}

/** The pad for a digit of the reader's own: every figure of the page shows it. */
export function OwnDigit({ page }: { readonly page: Page }) {
  return (
    <div className="pixel-slope-pad">
      <p className="pixel-slope-name">Draw your own, or take a sample</p>
      <DrawingPad store={historyOf(page)} label="Your digit" />
    </div>
  );
}
