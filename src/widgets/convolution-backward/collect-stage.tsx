import { useState } from 'react';
import { type CellMark, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { scaleOf } from '../../draw/scale.ts';
import type { Field } from './field.ts';
import type { StageProps } from './givens.tsx';
import { laidKernel, windowOn } from './moment.ts';
import { Part, sizeOfCells } from './part.tsx';

interface CollectStageProps extends StageProps {
  readonly onTurn: (turned: boolean) => void;
}

/** The upstream gradient with its holes: under the turned kernel for dX, as a kernel itself for dW. */
export function CollectStage(props: CollectStageProps) {
  const { page, experiment, scene, view, moment } = props;
  const { plan, field, upstream } = scene;
  const tied = { page, experiment };
  const scale = scaleOf(upstream, { signed: true });
  if (view.gradient === 'db') return null;
  const mark = (at: number): CellMark => {
    const ground = field.grounds[at];
    if (ground === 'hole') return { pale: true, note: 'a hole' };
    return ground === 'outside' ? { ghost: true, note: 'outside' } : {};
  };
  if (view.gradient === 'dw') {
    return (
      <Part {...tied} term="holes" caption={holesCaption(field, plan.stride)}>
        <Matrix
          label="Upstream gradient with its holes, used as a kernel on the input"
          size={sizeOfCells(field.spread)}
          values={inner(field, field.values)}
          columns={field.spread}
          scale={scale}
          mark={(at) => mark(inner(field, indices(field))[at])}
        />
      </Part>
    );
  }
  const [row, column] = windowOn(scene, moment.step);
  return (
    <>
      <Part {...tied} term="holes" caption={holesCaption(field, plan.stride)}>
        <Matrix
          label="Upstream gradient with its holes, in zeros"
          size={sizeOfCells(field.side)}
          values={field.values}
          columns={field.side}
          scale={scale}
          mark={mark}
          frames={[{ row, column, rows: plan.kernel, columns: plan.kernel, tone: 'positive' }]}
        />
      </Part>
      <TurnedKernel {...props} />
    </>
  );
}

const indices = ({ side }: Field) => Array.from({ length: side * side }, (_, at) => at);

/** The part of a field that the upstream gradient spans. */
const inner = ({ side, inset, spread }: Field, values: readonly number[]): readonly number[] =>
  values.filter((_, at) => {
    const [row, column] = [Math.floor(at / side) - inset, (at % side) - inset];
    return row >= 0 && column >= 0 && row < spread && column < spread;
  });

function holesCaption({ grounds }: Field, stride: number) {
  const holes = grounds.filter((ground) => ground === 'hole').length;
  const word = holes === 1 ? 'hole' : 'holes';
  return (
    <>
      δ with <span data-result="holes">{holes}</span> {word}
      {stride > 1 && holes === 0 ? ' (forgotten)' : ''}
    </>
  );
}

/** The kernel as it lies on the field, and the button that turns it. */
function TurnedKernel({ page, experiment, scene, onTurn }: CollectStageProps) {
  const [turns, setTurns] = useState(0);
  const isTurned = scene.rule !== 'unturned';
  const laid = laidKernel(scene);
  return (
    <Part
      page={page}
      experiment={experiment}
      term="turned"
      caption={isTurned ? 'kernel, turned by 180°' : 'kernel, not turned'}
    >
      <div className="conv-back-turning" key={turns} data-turning={turns > 0 || undefined}>
        <Matrix
          label={isTurned ? 'Kernel, turned by 180°' : 'Kernel, not turned'}
          size="small"
          values={laid}
          columns={scene.plan.kernel}
          scale={scaleOf(laid, { signed: true })}
          format={formatNumber}
          result="laid"
        />
      </div>
      <button
        type="button"
        className="conv-back-turn"
        onClick={() => {
          setTurns(turns + 1);
          onTurn(!isTurned);
        }}
      >
        {isTurned ? 'Turn it back' : 'Turn it by 180°'}
      </button>
    </Part>
  );
}
