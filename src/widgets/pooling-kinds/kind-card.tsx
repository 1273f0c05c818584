import { Matrix } from '../../draw/matrix.tsx';
import { formatFixed, formatNumber, formatSigned } from '../../draw/number.ts';
import { type Scale, sequential } from '../../draw/scale.ts';
import type { TermMark } from '../term.ts';
import { type KindName, type Pooled, poolKinds, side, total, windowsAcross } from './pools.ts';

interface KindCardProps {
  readonly name: KindName;
  readonly run: Pooled;
  /** The outputs without the shift: what has changed is outlined. */
  readonly still: readonly number[];
  readonly scale: Scale;
  readonly term: TermMark;
}

/** The numbers stay on plain paper: in this figure colour means gradient. */
const plain: Scale = sequential(Number.MAX_VALUE);

/** Two decimals: more do not fit into a cell, and the table has them. */
const brief = (value: number) => (value === 0 ? '0' : formatFixed(value, 2, true));

/** Rounding leaves no trace in a sum. */
const rounded = (value: number) => Number(value.toFixed(9));

/** What one kind of pool makes of the input, and what it sends back. */
export function KindCard({ name, run, still, scale, term }: KindCardProps) {
  const { label, global } = poolKinds[name];
  const changed = run.outputs.map((value, i) => value !== still[i]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div
      role="group"
      className="pooling-kind"
      data-kind={name}
      aria-label={`${label} pooling`}
      {...term.props}
    >
      <p className="pooling-name">{label}</p>
      <div className="pooling-grids">
        <div className="pooling-outputs">
          <Matrix
            label={`${label}: pooled`}
            size="tiny"
            values={run.outputs}
            columns={global ? 1 : windowsAcross}
            scale={plain}
            format={formatNumber}
            result={`${name}-pooled`}
            mark={(i) => (changed[i] ? { outline: 'accent', note: 'changed by the shift' } : {})}
            caption="pooled"
          />
        </div>
        <Matrix
          label={`${label}: gradient at the input`}
          size="tiny"
          values={run.gradient}
          columns={side}
          block={global ? undefined : 2}
          scale={scale}
          format={brief}
          mark={(i) => ({ pale: run.gradient[i] === 0 })}
          caption="gradient at the input"
        />
      </div>
      <p className="pooling-sums">
        sent <span data-result={`${name}-sent`}>{formatSigned(rounded(total(run.upstream)))}</span>,
        arrives{' '}
        <span data-result={`${name}-arrives`}>{formatSigned(rounded(total(run.gradient)))}</span>
      </p>
    </div>
  );
}
