import { type CellMark, type Frame, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { diverging, type Scale } from '../../draw/scale.ts';
import { turned } from '../convolution/kernels.ts';
import { Marked } from '../convolution/marked.tsx';
import { isRing } from '../convolution/moment.ts';
import { paddedImage } from '../convolution/window-sum.ts';
import type { Page } from '../definition.ts';
import type { WayBack } from './way-back.ts';

interface FullViewProps {
  readonly page: Page;
  readonly experiment: string;
  readonly back: WayBack;
  /** The input cell whose window is shown. */
  readonly at: number | undefined;
  readonly scale: Scale;
  readonly onEditKernel: (index: number, value: number) => void;
}

/** The same gradient as a convolution of its own: turned kernel, padding, holes. */
export function FullView({ page, experiment, back, at, scale, onEditKernel }: FullViewProps) {
  const { full, holes, kernel, correlated, difference, plan } = back;
  const side = full.kernel;
  const weights = diverging(Math.max(...kernel.map(Math.abs)));
  const tied = { page, experiment };
  const mark = (cell: number): CellMark => {
    if (isRing(full, cell)) return { ghost: true };
    const row = Math.floor(cell / full.padded) - full.before;
    const column = (cell % full.padded) - full.before;
    const hole = row % plan.stride !== 0 || column % plan.stride !== 0;
    return hole ? { pale: true, note: 'a hole' } : {};
  };
  const frames: Frame[] =
    at === undefined
      ? []
      : [
          {
            row: Math.floor(at / full.out),
            column: at % full.out,
            rows: side,
            columns: side,
            tone: 'positive',
          },
        ];
  return (
    <div className="other-way">
      <div className="other-way-kernels">
        <Marked {...tied} term="k">
          <Matrix
            label="Kernel"
            size="small"
            values={kernel}
            columns={side}
            scale={weights}
            format={formatNumber}
            onEdit={onEditKernel}
            caption="kernel: type into it"
          />
        </Marked>
        <Marked {...tied} term="turned">
          <Matrix
            label="Kernel turned by 180°"
            size="small"
            values={turned(kernel)}
            columns={side}
            scale={weights}
            format={formatNumber}
            caption="turned by 180°"
          />
        </Marked>
      </div>
      <Marked {...tied} term="holes">
        <Matrix
          label="Upstream gradient in its padding"
          size="tiny"
          values={paddedImage(holes, full, 'zero')}
          columns={full.padded}
          scale={scale}
          mark={mark}
          frames={frames}
          caption={`upstream${plan.stride > 1 ? ' with holes' : ''}, padded by ${full.before}${full.before === full.after ? '' : ` and ${full.after}`}`}
        />
      </Marked>
      <Marked {...tied} term="gradient">
        <Matrix
          label="Correlated with the turned kernel"
          result="full"
          size="tiny"
          values={correlated}
          columns={full.out}
          scale={scale}
          mark={(cell) => (cell === at ? { outline: 'positive', strong: true } : {})}
          caption="correlated with the turned kernel"
        />
      </Marked>
      <p className="other-way-verdict">
        Largest difference once all wires are walked:{' '}
        <b data-result="difference">{formatNumber(difference)}</b>
      </p>
    </div>
  );
}
