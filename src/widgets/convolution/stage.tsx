import type { ReactNode } from 'react';
import { Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { scaleOf } from '../../draw/scale.ts';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import { InputView, sizeOfCells } from './input-view.tsx';
import { MapPicture } from './map-picture.tsx';
import { Marked } from './marked.tsx';
import { type Moment, productsOf } from './moment.ts';
import { OutputView } from './output-view.tsx';
import type { Run, Setup } from './scene.ts';
import { SumView } from './sum-view.tsx';

interface StageProps {
  readonly page: Page;
  readonly experiment: string;
  /** Undefined when the settings allow no output; then `refusal` says why. */
  readonly run: Run | undefined;
  readonly refusal: string | undefined;
  readonly x: readonly number[];
  /** As typed, before it is turned. */
  readonly kernel: readonly number[];
  readonly moment: Moment;
  readonly mode: Setup['mode'];
  readonly pace: Setup['pace'];
  readonly pictured: boolean;
  readonly onEditInput: (at: number, value: number) => void;
  readonly onEditKernel: (at: number, value: number) => void;
  readonly onPick: (row: number, column: number) => void;
}

/** Image, kernel, the sum of one window, output: in the order in which they come about. */
export function Stage(props: StageProps) {
  const { page, experiment, run, refusal, x, kernel, moment, mode, pictured, onPick } = props;
  const stride = useTerm(page, experiment, 's');
  const padding = useTerm(page, experiment, 'p');
  const products = run ? productsOf(run, moment.window) : [];
  const now =
    moment.done > 0 && moment.done < products.length ? products[moment.done - 1] : undefined;
  const side = Math.sqrt(kernel.length);
  const size = Math.sqrt(x.length);
  const part = (term: string, caption: string, children: ReactNode) => (
    <Part {...{ page, experiment, term, caption }}>{children}</Part>
  );
  return (
    <div className="convolution-stage" data-lit-padding={padding.lit || undefined}>
      {part(
        'n',
        captionOf(run, size, pictured),
        run ? (
          <InputView
            {...{ run, pictured, onPick }}
            window={{ index: moment.window, products }}
            now={now ?? (props.pace === 'product' ? products[moment.done - 1] : undefined)}
            next={stride.lit}
            litPadding={padding.lit}
            onEdit={props.onEditInput}
          />
        ) : (
          <BareInput {...{ x, size, pictured }} onEdit={props.onEditInput} />
        ),
      )}
      <div className="convolution-middle">
        {part(
          'k',
          mode === 'convolution' ? 'kernel, as written' : 'kernel: type into it',
          <Matrix
            label="Kernel"
            size={side > 3 ? 'tiny' : 'small'}
            values={kernel}
            columns={side}
            scale={scaleOf(kernel, { signed: true })}
            format={(value) => formatNumber(value, { digits: 2 })}
            onEdit={props.onEditKernel}
          />,
        )}
        {run &&
          part(
            'sum',
            mode === 'convolution' ? 'turned kernel × window' : 'kernel × window',
            <SumView products={products} done={moment.done} />,
          )}
      </div>
      {part(
        'out',
        run ? `output, ${run.plan.out} × ${run.plan.out}` : 'no output',
        run ? (
          <OutputView {...{ run, moment, pictured, onPick }} />
        ) : (
          <p className="convolution-refusal" role="status" data-result="refusal">
            {refusal}
          </p>
        ),
      )}
    </div>
  );
}

function captionOf(run: Run | undefined, size: number, pictured: boolean): string {
  const input = `input, ${size} × ${size}`;
  const type = pictured ? '' : '; type into it';
  if (!run || run.plan.padded === size) return `${input}${type}`;
  const { before, after } = run.plan;
  const amount = before === after ? `${before} on each side` : `${before} before, ${after} after`;
  return `${input}, padding ${amount}`;
}

interface PartProps {
  readonly page: Page;
  readonly experiment: string;
  readonly term: string;
  readonly caption: string;
  readonly children: ReactNode;
}

/** One grid of the figure, lit with its term in the formulas. */
function Part({ page, experiment, term, caption, children }: PartProps) {
  return (
    <Marked {...{ page, experiment, term }} className="convolution-part">
      {children}
      <p className="convolution-caption" data-result={term === 'n' ? 'padding' : undefined}>
        {caption}
      </p>
    </Marked>
  );
}

interface BareInputProps {
  readonly x: readonly number[];
  readonly size: number;
  readonly pictured: boolean;
  readonly onEdit: (at: number, value: number) => void;
}

/** The image alone, while no window fits. */
function BareInput({ x, size, pictured, onEdit }: BareInputProps) {
  if (pictured) {
    return (
      <MapPicture label={`Input, ${size} × ${size}`} values={x} side={size} scale={scaleOf(x)} />
    );
  }
  return (
    <Matrix
      label="Input"
      size={sizeOfCells(size)}
      values={x}
      columns={size}
      scale={scaleOf(x)}
      format={formatNumber}
      onEdit={onEdit}
    />
  );
}
