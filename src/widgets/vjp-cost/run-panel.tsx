import { useState } from 'react';
import { formatNumber } from '../../draw/number.ts';
import { grouped } from './cost-table.tsx';
import type { Cost } from './counted-arithmetic.ts';
import { type Given, tooLarge } from './experiment.ts';
import { type CodeName, productCodes } from './product-code.ts';

interface RunPanelProps {
  readonly code: CodeName;
  readonly given: Given;
  /** The core's answer. */
  readonly truth: readonly number[];
}

interface Run {
  readonly cost: Cost;
  readonly milliseconds: number;
  /** The largest difference from the core's answer. */
  readonly off: number;
}

/** Too many classes to draw: the code is run here and now, and counted while it runs. */
export function RunPanel({ code, given, truth }: RunPanelProps) {
  const [run, setRun] = useState<Run>();
  const classes = given.s.length;
  if (tooLarge(code, classes)) {
    return (
      <p className="vjp-cost-run" data-result="run">
        {grouped(classes)} × {grouped(classes)} slopes do not fit into this page’s memory. Nobody
        runs this one.
      </p>
    );
  }
  const start = () => {
    const before = performance.now();
    const last = productCodes[code].run(given.s, given.v).at(-1);
    if (!last) return;
    const milliseconds = performance.now() - before;
    const off = last.values.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - truth[i])),
      0,
    );
    setRun({ cost: last.cost, milliseconds, off });
  };
  return (
    <div className="vjp-cost-run">
      <button type="button" onClick={start}>
        Run it here
      </button>
      <p role="status" data-result="run">
        {run
          ? `Counted while it ran: ${grouped(run.cost.multiplications)} multiplications, ${grouped(run.cost.additions)} additions, ${formatNumber(run.milliseconds, { digits: 2 })} ms. ${
              run.off < 1e-12
                ? 'The answer is right.'
                : `The answer is off by up to ${formatNumber(run.off)}.`
            }`
          : `${grouped(classes)} random logits and as many upstream slopes are ready.`}
      </p>
    </div>
  );
}
