import { type ReactNode, useEffect, useRef } from 'react';
import { type Frame, Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { diverging, scaleOf, sequential } from '../../draw/scale.ts';
import type { StageProps } from './givens.tsx';
import { patchesOf, sentMatrix } from './patches.ts';
import type { Scene } from './scene.ts';

/** The same gradient as a product of matrices: patches in rows, one for each window. */
export function MatrixStage({ scene, view, moment }: StageProps) {
  const { kernel, upstream, plan } = scene;
  const scroll = useRef<HTMLDivElement>(null);
  const isDx = view.gradient === 'dx';
  const { step } = moment;
  useEffect(() => {
    if (isDx && scroll.current) keepInSight(scroll.current, step, upstream.length);
  }, [isDx, step, upstream.length]);
  if (view.gradient === 'db') return <Ones {...{ scene }} />;
  const taps = kernel.length;
  const frame: Frame = isDx
    ? { row: step, column: 0, rows: 1, columns: taps, tone: 'positive' }
    : { row: 0, column: step, rows: upstream.length, columns: 1, tone: 'positive' };
  const values = isDx ? sentMatrix(scene) : patchesOf(scene);
  const isNew = (at: number) => isDx && Math.floor(at / taps) > step;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div
      className="conv-back-matrices"
      ref={scroll}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
      tabIndex={0}
      aria-label="Matrices"
    >
      <Block name={isDx ? 'wᵀ, all weights in a row' : 'wᵀ'} place="top">
        <Row values={kernel} label="Kernel as a row" scene={scene} />
      </Block>
      <Block
        name={
          isDx ? `δ wᵀ, ${upstream.length} × ${taps}` : `patches P, ${upstream.length} × ${taps}`
        }
        place="body"
      >
        <Matrix
          label={isDx ? 'What each entry sends: δ times wᵀ' : 'Patch matrix P'}
          size="tiny"
          values={values}
          columns={taps}
          scale={isDx ? scaleOf(values, { signed: true }) : scaleOf(values)}
          mark={(at) => (isNew(at) ? { pale: true } : {})}
          frames={[frame]}
          result={isDx ? 'columns' : 'patches'}
        />
      </Block>
      {!isDx && (
        <Block name="y = P w" place="output">
          <Column values={scene.y} label="Output y = P w" signed={false} result="y" />
        </Block>
      )}
      <Block name="δ" place="upstream">
        <Column
          values={upstream}
          label="Upstream gradient as a column"
          signed
          frame={isDx ? step : undefined}
        />
      </Block>
      {!isDx && (
        <Block name="dw = Pᵀ δ" place="bottom">
          <Matrix
            label="Gradient of the kernel as a row"
            size="tiny"
            values={scene.claim.dw}
            columns={plan.kernel ** 2}
            scale={diverging(Math.max(...scene.claim.dw.map(Math.abs)))}
            mark={(at) =>
              at > step ? { empty: true } : { outline: at === step ? 'positive' : undefined }
            }
          />
        </Block>
      )}
    </div>
  );
}

/** Scrolls a box, never the page, so that a row is seen. */
function keepInSight(box: HTMLElement, row: number, rows: number): void {
  const body = box.querySelector('[data-place="body"]');
  if (!(body instanceof HTMLElement)) return;
  const each = body.offsetHeight / rows;
  const top = body.offsetTop + row * each;
  if (top - each < box.scrollTop) box.scrollTop = top - 2 * each;
  else if (top + 3 * each > box.scrollTop + box.clientHeight) {
    box.scrollTop = top + 3 * each - box.clientHeight;
  }
}

interface BlockProps {
  readonly name: string;
  readonly place: 'top' | 'body' | 'output' | 'upstream' | 'bottom';
  readonly children: ReactNode;
}

function Block({ name, place, children }: BlockProps) {
  return (
    <div className="conv-back-block" data-place={place}>
      <p className="conv-back-block-name">{name}</p>
      {children}
    </div>
  );
}

function Row({ values, label, scene }: { values: readonly number[]; label: string; scene: Scene }) {
  const isBackwards = scene.rule === 'unturned';
  return (
    <Matrix
      label={label}
      size="tiny"
      values={isBackwards ? values.toReversed() : values}
      columns={values.length}
      scale={scaleOf(values, { signed: true })}
      format={formatNumber}
    />
  );
}

interface ColumnProps {
  readonly values: readonly number[];
  readonly label: string;
  readonly signed: boolean;
  readonly frame?: number | undefined;
  readonly result?: string;
}

function Column({ values, label, signed, frame, result }: ColumnProps) {
  return (
    <Matrix
      label={label}
      size="tiny"
      values={values}
      columns={1}
      scale={scaleOf(values, { signed })}
      {...(signed ? {} : { format: formatNumber })}
      frames={
        frame === undefined
          ? []
          : [{ row: frame, column: 0, rows: 1, columns: 1, tone: 'positive' }]
      }
      {...(result ? { result } : {})}
    />
  );
}

/** A bias is a weight whose cell is always 1: its patches are a column of ones. */
function Ones({ scene: { upstream } }: { scene: Scene }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <div className="conv-back-matrices" role="group" tabIndex={0} aria-label="Matrices">
      <Block name="1" place="body">
        <Matrix
          label="A column of ones"
          size="tiny"
          values={upstream.map(() => 1)}
          columns={1}
          scale={sequential(upstream.length)}
        />
      </Block>
      <Block name="δ" place="upstream">
        <Column values={upstream} label="Upstream gradient as a column" signed />
      </Block>
    </div>
  );
}
