import { formatSigned } from '../../draw/number.ts';
import { type KindName, type Pooled, total } from './pools.ts';

interface Run {
  readonly name: KindName;
  readonly run: Pooled;
  readonly still: readonly number[];
}

/** What the shift changes, then what becomes of the gradient. */
export function narrate(runs: readonly Run[], shift: number, relu: boolean): string {
  return `${shiftWords(runs, shift)} ${sumWords(runs, relu)}`;
}

function shiftWords(runs: readonly Run[], shift: number): string {
  if (shift === 0) return 'Nothing is shifted.';
  const changed = (kind: KindName) =>
    runs
      .filter(({ name }) => name === kind)
      .reduce(
        (sum, { run, still }) => sum + run.outputs.filter((y, i) => y !== still[i]).length,
        0,
      );
  const columns = shift === 1 ? '1 column' : `${shift} columns`;
  const alone = changed('global-max') === 0 ? 'stays' : 'changes';
  return `Shifted by ${columns}: ${changed('max')} of 9 maxima and ${changed('average')} of 9 averages change; the global maximum ${alone}.`;
}

function sumWords(runs: readonly Run[], relu: boolean): string {
  const lost = runs.filter(
    ({ run }) => Math.abs(total(run.upstream) - total(run.gradient)) > 1e-9,
  ).length;
  const sent = formatSigned(Number(total(runs[0].run.upstream).toFixed(9)));
  if (lost === 0) return `Each pool hands on all of what it was sent: ${sent}.`;
  if (!relu) return '';
  return `Each pool hands on all of its ${sent}, but the ReLU stops what falls on cells that are not above zero: in ${lost} of 4 something is missing.`;
}
