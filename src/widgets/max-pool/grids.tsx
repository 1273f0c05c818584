import { type CellMark, type Frame, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { type Scale, sequential } from '../../draw/scale.ts';
import type { TermMark } from '../term.ts';
import type { Claim } from './backward-rule.ts';
import { cornerOf, largestCells, type PoolRun, side } from './pool-run.ts';
import type { Moment } from './timeline.ts';

interface Scene {
  readonly run: PoolRun;
  readonly moment: Moment;
}

interface GridProps extends Scene {
  /** Lights up with its term in a formula. */
  readonly term: TermMark;
}

/** The input stays on plain paper: in this figure colour means gradient. */
const plain: Scale = sequential(Number.MAX_VALUE);

function frameOf({ run, moment }: Scene): Frame {
  const { size } = run.geometry;
  const tone = moment.pass === 'forward' ? 'accent' : 'positive';
  return { ...cornerOf(moment.window, run.geometry), rows: size, columns: size, tone };
}

/** Windows that do not overlap stand a little apart. */
const blockOf = ({ geometry: { size, stride } }: PoolRun): number | undefined =>
  size === 2 && stride === 2 ? 2 : undefined;

const ordinals = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function InputGrid(props: GridProps & { onEdit: (cell: number, value: number) => void }) {
  const { run, moment, onEdit } = props;
  const mark = (cell: number): CellMark => {
    const won = ordinals.filter((_, w) => w < moment.pooled && run.winners[w] === cell);
    if (won.length > 0) {
      const note = `winner of window ${won.join(' and ')}`;
      return { outline: 'accent', strong: true, note };
    }
    const tied = ordinals.filter(
      (_, w) => w < moment.pooled && largestCells(run, w).includes(cell),
    );
    if (tied.length === 0) return {};
    return { outline: 'dashed', note: `ties in window ${tied.join(' and ')}, but comes later` };
  };
  return (
    <div className="max-pool-cell" data-grid="input" {...props.term.props}>
      <Matrix
        label="Input"
        values={run.x}
        columns={side}
        scale={plain}
        format={formatNumber}
        block={blockOf(run)}
        mark={mark}
        frames={[frameOf(props)]}
        onEdit={onEdit}
        caption="input: type into it"
      />
    </div>
  );
}

export function PooledGrid({ run, moment, columns, term }: GridProps & { columns: number }) {
  const mark = (window: number): CellMark => ({
    empty: window >= moment.pooled,
    outline: moment.pass === 'forward' && moment.window === window ? 'accent' : undefined,
  });
  return (
    <div className="max-pool-cell" data-grid="pooled" {...term.props}>
      <Matrix
        label="Pooled"
        result="pooled"
        size="small"
        values={run.pooled}
        columns={columns}
        scale={plain}
        format={formatNumber}
        mark={mark}
        caption="pooled"
      />
    </div>
  );
}

interface UpstreamProps extends GridProps {
  readonly columns: number;
  readonly scale: Scale;
  readonly onEdit: (window: number, value: number) => void;
}

export function UpstreamGrid({ moment, run, columns, scale, onEdit, term }: UpstreamProps) {
  const mark = (window: number): CellMark => ({
    outline: moment.pass === 'backward' && moment.window === window ? 'positive' : undefined,
  });
  return (
    <div className="max-pool-cell" data-grid="upstream" {...term.props}>
      <Matrix
        label="Upstream gradient"
        size="small"
        values={run.upstream}
        columns={columns}
        scale={scale}
        mark={mark}
        onEdit={onEdit}
        caption="upstream gradient"
      />
    </div>
  );
}

export function GradientGrid(props: GridProps & { claim: Claim; scale: Scale }) {
  const { run, moment, claim, scale } = props;
  const whole = claim.columns === side;
  const mark = (cell: number): CellMark => {
    if (moment.pass === 'forward') return { empty: true };
    return { pale: claim.gradient[cell] === 0, strong: claim.gradient[cell] !== 0 };
  };
  const frames = whole && moment.pass === 'backward' ? [frameOf(props)] : [];
  return (
    <div className="max-pool-cell" data-grid="gradient" {...props.term.props}>
      <Matrix
        label="Gradient of the loss with respect to the input"
        result="gradient"
        values={claim.gradient}
        columns={claim.columns}
        scale={scale}
        block={whole ? blockOf(run) : undefined}
        mark={mark}
        frames={frames}
        caption={whole ? 'gradient at the input' : 'an array of the wrong shape'}
      />
    </div>
  );
}
