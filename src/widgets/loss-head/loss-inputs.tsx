import { Choice } from '../../draw/choice.tsx';
import { Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { diverging, sequential } from '../../draw/scale.ts';
import { Toggle } from '../../draw/toggle.tsx';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import { type Batch, largestLogit, oneHot } from './batch.ts';

interface LossInputsProps {
  readonly page: Page;
  readonly experiment: string;
  readonly batch: Batch;
  readonly sample: number;
  /** A loss that takes several labels is in sight. */
  readonly several: boolean;
  readonly weighted: boolean;
  readonly onChange: (batch: Batch) => void;
}

const plain = (value: number): string => formatNumber(value, { digits: 4 });

/** What the losses are given: logits, labels and, where a loss asks for them, more. */
export function LossInputs(props: LossInputsProps) {
  const { page, experiment, batch, sample, several, weighted, onChange } = props;
  const logits = useTerm(page, experiment, 'logits');
  const target = useTerm(page, experiment, 'target');
  const { classes } = batch;
  const put = (values: readonly number[], at: number, value: number): readonly number[] =>
    values.map((old, i) => (i === at ? value : old));
  const classNumbers = Array.from({ length: classes }, (_, k) => k);
  const at = sample * classes;
  return (
    <div className="loss-inputs">
      <div {...logits.props} className="loss-given">
        <Matrix
          label="logits"
          values={batch.logits}
          columns={classes}
          size={classes > 5 ? 'tiny' : 'small'}
          scale={diverging(Math.max(...batch.logits.map(Math.abs)))}
          format={plain}
          mark={(index) => ({ strong: oneHot(batch)[index] === 1 })}
          onEdit={(index, value) =>
            Math.abs(value) <= largestLogit &&
            onChange({ ...batch, logits: put(batch.logits, index, value) })
          }
          caption={batch.labels.length > 1 ? 'logits, a row for each sample' : 'logits'}
        />
      </div>
      <div {...target.props} className="loss-given">
        <Choice
          label={batch.labels.length > 1 ? `label of sample ${sample + 1}` : 'label'}
          value={batch.labels[sample]}
          options={classNumbers.map((k) => [k, String(k)])}
          onChange={(label) => onChange({ ...batch, labels: put(batch.labels, sample, label) })}
        />
        <p className="loss-encoding">
          one-hot{' '}
          <span data-result="one-hot">
            {oneHot(batch)
              .slice(at, at + classes)
              .join(' ')}
          </span>
        </p>
        {several && (
          <fieldset className="loss-several">
            <legend>also true</legend>
            {classNumbers
              .filter((k) => k !== batch.labels[sample])
              .map((k) => (
                <Toggle
                  key={k}
                  label={`class ${k}`}
                  on={batch.also[at + k] === 1}
                  onChange={(on) =>
                    onChange({ ...batch, also: put(batch.also, at + k, on ? 1 : 0) })
                  }
                />
              ))}
          </fieldset>
        )}
      </div>
      {weighted && (
        <div className="loss-given">
          <Matrix
            label="class weights"
            values={batch.weights}
            columns={classes}
            size={classes > 5 ? 'tiny' : 'small'}
            scale={sequential(Math.max(...batch.weights))}
            format={plain}
            onEdit={(index, value) =>
              value >= 0 &&
              value <= 100 &&
              onChange({ ...batch, weights: put(batch.weights, index, value) })
            }
            caption="class weights"
          />
        </div>
      )}
    </div>
  );
}
