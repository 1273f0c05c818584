import { useMemo } from 'react';
import { formatFixed, formatSigned } from '../../draw/number.ts';
import { Select } from '../../draw/select.tsx';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import { type Batch, oneHot } from './batch.ts';
import { kinds, lossNames } from './kinds.ts';
import { type LossName, type LossRun, measuredSlopes } from './losses.ts';

interface LossColumnProps {
  readonly page: Page;
  readonly experiment: string;
  readonly side: 'left' | 'right';
  readonly name: LossName;
  readonly batch: Batch;
  readonly run: LossRun;
  /** Which sample's rows are shown. */
  readonly sample: number;
  /** The gradient that a whole bar stands for, of both columns. */
  readonly reach: number;
  readonly onChoose: (name: LossName) => void;
}

/** One loss: its number, and for each class the prediction, the target and the gradient. */
export function LossColumn(props: LossColumnProps) {
  const { page, experiment, side, name, batch, run, sample, reach, onChoose } = props;
  const { label, formula, output } = kinds[name];
  const loss = useTerm(page, experiment, 'loss');
  const p = useTerm(page, experiment, 'p');
  const target = useTerm(page, experiment, 'target');
  const gradient = useTerm(page, experiment, 'gradient');
  const sum = useTerm(page, experiment, 'sum');
  const first = sample * batch.classes;
  const rows = Array.from({ length: batch.classes }, (_, k) => first + k);
  const hot = oneHot(batch);
  const total = rows.reduce((whole, i) => whole + run.gradient[i], 0);
  return (
    <div className="loss-column" data-side={side}>
      <Select
        label={side === 'left' ? 'first loss' : 'second loss'}
        value={name}
        options={lossNames.map((each) => [each, kinds[each].label])}
        onChange={onChoose}
      />
      <p className="loss-formula">{formula}</p>
      <p className="loss-total" {...loss.props}>
        loss <strong data-result={`${side}-loss`}>{formatFixed(run.loss, 3)}</strong>
      </p>
      <table className="loss-rows">
        <caption className="visually-hidden">{`${label}: predictions and gradient`}</caption>
        <colgroup>
          {['class', 'track', 'number', 'target', 'slope-track', 'slope'].map((column) => (
            <col key={column} className={`loss-${column}`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col" colSpan={2} {...p.props}>
              {output}
            </th>
            <th scope="col" {...target.props}>
              target
            </th>
            <th scope="col" colSpan={2} {...gradient.props}>
              gradient
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((i, k) => (
            <tr key={i} data-label={hot[i] === 1 || undefined}>
              <th scope="row">{k}</th>
              <td className="loss-track" {...p.props}>
                <span className="loss-bar" style={{ '--share': shareOf(run.predictions[i]) }} />
              </td>
              <td data-result={`${side}-p`} {...p.props}>
                {small(run.predictions[i])}
              </td>
              <td {...target.props}>{formatFixed(run.targets[i], targetDigits(run.targets))}</td>
              <td className="loss-track" data-signed="true" {...gradient.props}>
                <span
                  className="loss-bar"
                  data-sign={run.gradient[i] < 0 ? 'negative' : 'positive'}
                  style={{ '--share': shareOf(Math.abs(run.gradient[i]) / reach) }}
                />
              </td>
              <td data-result={`${side}-gradient`} {...gradient.props}>
                {small(run.gradient[i], true)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr {...sum.props}>
            <th scope="row" colSpan={5}>
              sum of the gradient
            </th>
            <td data-result={`${side}-sum`}>{small(settled(total), true)}</td>
          </tr>
        </tfoot>
      </table>
      <Check side={side} name={name} batch={batch} run={run} />
    </div>
  );
}

/** The gradient beside the slopes that nudging each logit finds. */
function Check({
  side,
  name,
  batch,
  run,
}: Pick<LossColumnProps, 'side' | 'name' | 'batch' | 'run'>) {
  const measured = useMemo(() => measuredSlopes(name, batch), [name, batch]);
  const worst = run.gradient.reduce(
    (most, slope, i) => Math.max(most, Math.abs(slope - measured[i])),
    0,
  );
  const largest = Math.max(1, ...batch.logits.map(Math.abs));
  const agrees = worst < 1e-7 * largest;
  return (
    <p className="loss-check" data-agrees={agrees}>
      <span data-result={`${side}-check`}>
        {agrees
          ? 'agrees with the measured slopes'
          : `not the slope of this loss: off by ${small(worst)}`}
      </span>
    </p>
  );
}

/** Three decimals, more only for what would else look like nothing. */
function small(value: number, signed = false): string {
  if (value === 0) return formatFixed(0, 3);
  if (Math.abs(value) >= 0.0005) return formatFixed(value, 3, signed);
  return signed ? formatSigned(value, 2) : formatSigned(value, 2).replace('+', '');
}

/** A sum of gradients whose last bits remain is 0. */
const settled = (sum: number): number => (Math.abs(sum) < 1e-12 ? 0 : sum);

const targetDigits = (targets: readonly number[]): number =>
  targets.every(Number.isInteger) ? 0 : 2;

/** Rounded: the last bit of an exponential differs between machines, what is prerendered must not. */
const shareOf = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
