import { useMemo } from 'react';
import { type CellMark, Matrix } from '../../draw/matrix.tsx';
import type { Scale } from '../../draw/scale.ts';
import { backwardRules, type RuleName } from './backward-rule.ts';
import { judge, measureSlopes, type Verdict } from './gradient-check.ts';
import { type PoolRun, side } from './pool-run.ts';

interface GradientCheckProps {
  readonly run: PoolRun;
  readonly rule: RuleName;
  readonly scale: Scale;
}

const marks: Readonly<Record<Verdict, CellMark>> = {
  right: { outline: 'accent', note: 'the backward pass agrees' },
  wrong: { outline: 'ink', note: 'the backward pass disagrees' },
  'no slope': { hatch: true },
};

/** The slope of the loss measured at every cell, and whether the finished backward pass found it. */
export function GradientCheck({ run, rule, scale }: GradientCheckProps) {
  const measured = useMemo(() => measureSlopes(run), [run]);
  const claim = backwardRules[rule].claim(run, run.upstream.length);
  const fits = claim.columns === side && !claim.stopped;
  const verdicts = run.x.map((_, cell): Verdict => {
    if (!fits) return measured.kinks[cell] ? 'no slope' : 'wrong';
    return judge(claim.gradient[cell], measured, cell);
  });
  const count = (verdict: Verdict) => verdicts.filter((v) => v === verdict).length;
  const kinks = count('no slope');
  return (
    <div className="max-pool-cell" data-grid="check">
      <Matrix
        label="Slopes measured by nudging each input"
        result="measured"
        values={measured.slopes}
        columns={side}
        scale={scale}
        mark={(cell) => marks[verdicts[cell]]}
        caption="measured by nudging"
      />
      <p
        className="max-pool-verdict"
        data-result="verdict"
        data-verdict={count('wrong') === 0 ? 'right' : 'wrong'}
      >
        {summary(count('right'), count('wrong'), kinks, fits)}
      </p>
    </div>
  );
}

function summary(right: number, wrong: number, kinks: number, fits: boolean): string {
  const rest = kinks === 0 ? '' : ` ${kinks} at a tie: no slope here.`;
  if (!fits) return `Nothing to compare: 16 gradients are wanted.${rest}`;
  if (wrong === 0) return `All ${right} agree.${rest}`;
  return `${wrong} of ${right + wrong} disagree.${rest}`;
}
