import { type CellMark, type Frame, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { diverging, scaleOf } from '../../draw/scale.ts';
import type { Page } from '../definition.ts';
import { type Moment, sends, type View } from './moment.ts';
import { Part, sizeOfCells } from './part.tsx';
import type { Scene } from './scene.ts';

export interface StageProps {
  readonly page: Page;
  readonly experiment: string;
  readonly scene: Scene;
  readonly view: View;
  readonly moment: Moment;
}

interface GivensProps extends StageProps {
  readonly onEdit: (given: 'input' | 'kernel' | 'upstream', at: number, value: number) => void;
}

/** Input, kernel and upstream gradient, to be typed into; what the gradient does not need is pale. */
export function Givens(props: GivensProps) {
  const { page, experiment, scene, view, moment, onEdit } = props;
  const { plan, kernel, upstream } = scene;
  const { gradient } = view;
  const tied = { page, experiment };
  const isSending = sends(view);
  const weightMark = (at: number): CellMark => {
    if (gradient === 'dw' && !isSending && at === moment.step) return { outline: 'ink' };
    return { pale: gradient !== 'dx' };
  };
  return (
    <div className="conv-back-givens">
      <Part {...tied} term="x" caption={gradient === 'dw' ? 'input x' : 'x: not needed'}>
        <InputGrid {...props} />
      </Part>
      <Part {...tied} term="w" caption={gradient === 'dx' ? 'kernel w' : 'w: not needed'}>
        <Matrix
          label="Kernel"
          size="small"
          values={kernel}
          columns={plan.kernel}
          scale={scaleOf(kernel, { signed: true })}
          format={formatNumber}
          mark={weightMark}
          onEdit={(at, value) => onEdit('kernel', at, value)}
        />
      </Part>
      <Part {...tied} term="delta" caption="upstream δ">
        <Matrix
          label="Upstream gradient"
          size={sizeOfCells(plan.out)}
          values={upstream}
          columns={plan.out}
          scale={scaleOf(upstream, { signed: true })}
          mark={(at) => (isSending && at === moment.step ? { outline: 'ink', strong: true } : {})}
          onEdit={(at, value) => onEdit('upstream', at, value)}
        />
      </Part>
    </div>
  );
}

/** The input in its padding, with what the step is about. */
function InputGrid({ scene, view, moment, onEdit }: GivensProps) {
  const { plan, x, paths } = scene;
  const { padded, side, before } = inView(scene, view);
  const inImage = (at: number): number => {
    const row = Math.floor(at / side) - before;
    const column = (at % side) - before;
    const inside = row >= 0 && column >= 0 && row < plan.size && column < plan.size;
    return inside ? row * plan.size + column : -1;
  };
  const isSending = sends(view);
  const met = new Set(
    view.gradient === 'dw' && !isSending
      ? paths.filter(({ place }) => place === moment.step).map((path) => path.padded)
      : [],
  );
  const scale = x.some((value) => value < 0) ? diverging(Math.max(...x.map(Math.abs))) : scaleOf(x);
  const mark = (at: number): CellMark => {
    if (met.has(at))
      return { outline: 'accent', ghost: inImage(at) < 0, note: 'met by this weight' };
    if (inImage(at) < 0) return { ghost: true, note: 'padding' };
    return { pale: view.gradient !== 'dw' };
  };
  return (
    <Matrix
      label="Input"
      size={sizeOfCells(side)}
      values={padded}
      columns={side}
      scale={scale}
      format={formatNumber}
      mark={mark}
      frames={view.gradient !== 'db' && isSending ? [windowFrame(scene, moment.step)] : []}
      nameInput={(at) => {
        const cell = inImage(at);
        return `Input, row ${Math.floor(cell / plan.size) + 1}, column ${(cell % plan.size) + 1}`;
      }}
      onEdit={(at, value) => onEdit('input', inImage(at), value)}
    />
  );
}

/** The input, in its padding where something is shown there. */
function inView({ plan, x, padded }: Scene, view: View) {
  const isBare = view.gradient === 'db' || (view.gradient === 'dx' && !sends(view));
  return isBare
    ? { padded: x, side: plan.size, before: 0 }
    : { padded, side: plan.padded, before: plan.before };
}

/** The window of an upstream entry, in cells of the padded input: where it stood on the way forward. */
export function windowFrame({ plan, rule }: Scene, out: number): Frame {
  const stride = rule === 'dense' ? 1 : plan.stride;
  return {
    row: Math.floor(out / plan.out) * stride,
    column: (out % plan.out) * stride,
    rows: plan.kernel,
    columns: plan.kernel,
    tone: 'accent',
  };
}
