import { type CellMark, Matrix } from '../../draw/matrix.tsx';
import { formatSigned } from '../../draw/number.ts';
import type { Scale } from '../../draw/scale.ts';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import type { WayBack, Wire } from './way-back.ts';

interface WiresViewProps {
  readonly page: Page;
  readonly experiment: string;
  readonly back: WayBack;
  readonly way: 'stamp' | 'collect';
  /** The cell that is walked from: of the upstream gradient, or of the input's. */
  readonly at: number;
  /** The input's gradient so far. */
  readonly gradient: readonly number[];
  readonly scale: Scale;
  readonly onEdit: (window: number, value: number) => void;
}

/** Rows of free space between the two grids, in cells. */
const between = 2;

/** The upstream gradient above, the input's below, and the wires of one cell between them. */
export function WiresView(props: WiresViewProps) {
  const { page, experiment, back, way, at, gradient, scale, onEdit } = props;
  const { plan, upstream, wires } = back;
  const { out, size } = plan;
  const wide = Math.max(out, size);
  const walked = wires.filter((wire) => (way === 'stamp' ? wire.window : wire.cell) === at);
  const sent = new Set(walked.map((wire) => (way === 'stamp' ? wire.cell : wire.window)));
  const upper = (window: number): CellMark => {
    const here = way === 'stamp' ? window === at : sent.has(window);
    return here ? { outline: 'positive', strong: true } : {};
  };
  const lower = (cell: number): CellMark => {
    if (way === 'collect' && cell > at) return { empty: true };
    const here = way === 'stamp' ? sent.has(cell) : cell === at;
    return here ? { outline: 'positive', strong: true } : {};
  };
  return (
    <div
      className="wires"
      style={{ '--wide': wide, '--upper': out, '--lower': size, '--between': between }}
    >
      <p className="wires-caption">upstream gradient: type into it</p>
      <div className="wires-grid" {...useTerm(page, experiment, 'upstream').props}>
        <Matrix
          label="Upstream gradient"
          values={upstream}
          columns={out}
          scale={scale}
          mark={upper}
          onEdit={onEdit}
        />
      </div>
      <div className="wires-grid wires-below" {...useTerm(page, experiment, 'gradient').props}>
        <Matrix
          label="Gradient of the loss with respect to the input"
          result="gradient"
          values={gradient}
          columns={size}
          scale={scale}
          mark={lower}
        />
      </div>
      <WireLines {...{ back, wide }} wires={walked} />
      <p className="wires-caption">gradient at the input, {`${size} × ${size}`}</p>
    </div>
  );
}

interface WireLinesProps {
  readonly back: WayBack;
  readonly wide: number;
  readonly wires: readonly Wire[];
}

/** Lines in units of one cell, over both grids. Orange carries plus, blue minus, by the weight. */
function WireLines({ back: { plan, kernel }, wide, wires }: WireLinesProps) {
  const { out, size } = plan;
  const height = out + between + size;
  const strongest = Math.max(...kernel.map(Math.abs), Number.MIN_VALUE);
  const place = (index: number, side: number, top: number) => ({
    x: (wide - side) / 2 + (index % side) + 0.48,
    y: top + Math.floor(index / side) + 0.48,
  });
  return (
    <svg className="wires-lines" viewBox={`0 0 ${wide} ${height}`} aria-hidden="true">
      {wires.map(({ window, cell, weight }) => {
        const from = place(window, out, 0);
        const to = place(cell, size, out + between);
        const middle = (from.y + to.y) / 2;
        return (
          <path
            key={`${window} ${cell}`}
            d={`M${from.x},${from.y}C${from.x},${middle} ${to.x},${middle} ${to.x},${to.y}`}
            data-sign={Math.sign(weight)}
            style={{ strokeWidth: `${1 + (2.5 * Math.abs(weight)) / strongest}px` }}
          >
            <title>{`weight ${formatSigned(weight)}`}</title>
          </path>
        );
      })}
    </svg>
  );
}
