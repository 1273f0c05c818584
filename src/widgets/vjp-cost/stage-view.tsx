import type { ReactNode } from 'react';
import { Matrix } from '../../draw/matrix.tsx';
import { diverging, type Scale, sequential } from '../../draw/scale.ts';
import type { Page } from '../definition.ts';
import { inCell } from '../softmax-jacobian/cell-number.ts';
import { type TermMark, useTerm } from '../term.ts';
import type { Given } from './experiment.ts';
import type { Stage } from './product-code.ts';

interface StageViewProps {
  readonly page: Page;
  readonly experiment: string;
  readonly given: Given;
  readonly stages: readonly Stage[];
  /** How many lines have run. */
  readonly done: number;
  /** Where the code's answer differs from the core's. */
  readonly wrong: readonly boolean[];
  readonly onEdit: (index: number, value: number) => void;
}

/** The numbers of a small product: what is given, and what each line has made so far. */
export function StageView(props: StageViewProps) {
  const { given, stages, done, page, experiment } = props;
  const marks = {
    s: useTerm(page, experiment, 's'),
    v: useTerm(page, experiment, 'v'),
    dot: useTerm(page, experiment, 'dot'),
    shifted: useTerm(page, experiment, 'shifted'),
    dz: useTerm(page, experiment, 'dz'),
    matrix: useTerm(page, experiment, 'matrix'),
  };
  const k = given.s.length;
  const format = (value: number) => inCell(value, k > 3 ? 2 : 3);
  const upstreamScale = diverging(Math.max(...given.v.map(Math.abs)));
  return (
    <div className="vjp-cost-stages" data-classes={k}>
      <Part mark={marks.s}>
        <Matrix
          label="Probabilities s"
          size="small"
          values={given.s}
          columns={k}
          scale={sequential(1)}
          format={(value) => format(value).replace('+', '')}
          caption="s, from the logits"
        />
      </Part>
      <Part mark={marks.v}>
        <Matrix
          label="Upstream gradient v"
          size="small"
          values={given.v}
          columns={k}
          scale={upstreamScale}
          onEdit={props.onEdit}
          caption="v = ∂L/∂s: type into it"
        />
      </Part>
      {stages.map((stage, i) => (
        <Part key={stage.anchor} mark={marks[stage.term]} now={i === done - 1}>
          <Matrix
            label={stage.label}
            size="small"
            values={stage.values}
            columns={stage.columns}
            scale={scaleFor(stage)}
            format={format}
            mark={(cell) => ({
              empty: i >= done,
              outline: stage.term === 'dz' && i < done && props.wrong[cell] ? 'ink' : undefined,
              note: stage.term === 'dz' && props.wrong[cell] ? 'wrong' : undefined,
            })}
            result={stage.term === 'dz' && i < done ? 'answer' : undefined}
            caption={stage.term === 'dz' ? `∂L/∂z = ${stage.label}` : stage.label}
          />
        </Part>
      ))}
    </div>
  );
}

interface PartProps {
  readonly mark: TermMark;
  /** The line that has just run. */
  readonly now?: boolean;
  readonly children: ReactNode;
}

function Part({ mark, now, children }: PartProps) {
  return (
    <div className="vjp-cost-part" data-now={now || undefined} {...mark.props}>
      {children}
    </div>
  );
}

const scaleFor = (stage: Stage): Scale =>
  diverging(Math.max(...Array.from(stage.values, (value) => Math.abs(value))));
