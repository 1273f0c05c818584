import { useMemo } from 'react';
import { type CellMark, type Frame, Matrix } from '../../draw/matrix.tsx';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { diverging } from '../../draw/scale.ts';
import { type StageProps, windowFrame } from './givens.tsx';
import { judge, measureSlopes } from './measure.ts';
import { sends } from './moment.ts';
import { Part, sizeOfCells } from './part.tsx';
import { reachedAt } from './reached.ts';

const names = { dx: 'dX', dw: 'dW', db: 'db' };
const labels = {
  dx: 'Gradient of the loss with respect to the input',
  dw: 'Gradient of the loss with respect to the kernel',
  db: 'Gradient of the loss with respect to the bias',
};

/** The gradient as far as it has been made. */
export function ResultView({ page, experiment, scene, view, moment }: StageProps) {
  const { gradient } = view;
  const { plan, claim } = scene;
  const reached = reachedAt(scene, view, moment);
  const { values, columns, ring } = reached;
  const isSending = sends(view);
  const isRing = (at: number) => {
    if (columns !== plan.padded || gradient !== 'dx') return false;
    const [row, column] = [Math.floor(at / columns) - ring, (at % columns) - ring];
    return row < 0 || column < 0 || row >= plan.size || column >= plan.size;
  };
  const mark = (at: number): CellMark => {
    if (isSending && isRing(at)) return { ghost: true, note: 'padding, to be cut off' };
    if (at >= reached.upTo) return { empty: true };
    const isNow = !isSending && at === moment.step;
    return { outline: isNow ? 'positive' : undefined, pale: isSending && values[at] === 0 };
  };
  const frames: Frame[] =
    gradient === 'dx' && isSending
      ? [{ ...windowFrame(scene, moment.step), tone: 'positive' }]
      : [];
  const total = claim[gradient].reduce((sum, value) => sum + value, 0);
  return (
    <Part
      page={page}
      experiment={experiment}
      term={gradient}
      caption={
        gradient === 'dx' ? (
          <>
            {names.dx}; sum when done <span data-result="dx-sum">{formatSigned(total)}</span>
          </>
        ) : (
          names[gradient]
        )
      }
    >
      <Matrix
        label={labels[gradient]}
        size={gradient === 'dx' ? sizeOfCells(columns) : 'medium'}
        values={values}
        columns={columns}
        scale={diverging(Math.max(...claim[gradient].map(Math.abs)))}
        mark={mark}
        frames={frames}
        result={gradient}
      />
    </Part>
  );
}

/** The slope of the loss measured at every number, and whether the finished gradient found it. */
export function Check({ scene, view: { gradient } }: StageProps) {
  const slopes = useMemo(() => measureSlopes(scene, gradient), [scene, gradient]);
  const { right, error } = judge(scene.claim[gradient], slopes);
  const wrong = right.filter((one) => !one).length;
  const columns = Math.sqrt(slopes.length);
  return (
    <div className="conv-back-part" data-part="check">
      <Matrix
        label="Slopes measured by nudging"
        size={gradient === 'dx' ? sizeOfCells(columns) : 'medium'}
        values={slopes}
        columns={columns}
        scale={diverging(Math.max(...slopes.map(Math.abs)))}
        format={(slope) => formatSigned(Number(slope.toFixed(9)))}
        mark={(at) =>
          right[at]
            ? { outline: 'accent', note: 'the backward pass agrees' }
            : { outline: 'ink', note: 'the backward pass disagrees' }
        }
      />
      <p className="conv-back-caption">measured by nudging</p>
      <p className="conv-back-verdict" data-verdict={wrong === 0 ? 'right' : 'wrong'}>
        <span data-result="verdict">
          {wrong === 0
            ? `${right.length} of ${right.length} agree`
            : `${wrong} of ${right.length} disagree`}
        </span>
        <span className="conv-back-error">largest error {formatNumber(error, { digits: 2 })}</span>
      </p>
    </div>
  );
}
