import { formatNames } from '../../core/number/format.ts';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { formatNumber } from '../../draw/number.ts';
import { Presets } from '../../draw/presets.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useChoice } from '../setting.ts';
import { anyCount, useLogits } from '../softmax-stages/logits.ts';
import { LogitsEditor } from '../softmax-stages/logits-editor.tsx';
import { probabilityText } from '../softmax-stages/number-text.ts';
import { presets } from '../softmax-stages/presets.ts';
import { type TermMark, useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { logitsName, writtenLogits } from './experiment.ts';
import { type LogRun, runLogs } from './log-run.ts';
import { narrateLogs } from './narration.ts';

/** What 1e-12 and less is: the rounding of float64, in sums that are 0. */
const noise = 1e-12;

/** The logarithm of softmax, taken last or never: what is lost in a number format. */
export function LogsView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const logits = useLogits(page, logitsName(attributes), writtenLogits(attributes));
  const [format, setFormat] = useChoice(
    page,
    `${experiment}/format`,
    formatNames,
    attributes.format,
  );
  const marks = {
    softmax: useTerm(page, experiment, 'softmax'),
    late: useTerm(page, experiment, 'late'),
    logs: useTerm(page, experiment, 'logs'),
  };
  const run = runLogs(logits.values, format);
  return (
    <Frame
      name="softmax-compare"
      label="Log of softmax, and log-softmax"
      experiment={experiment}
      mode="logs"
      controls={
        <>
          <Choice
            label="number format"
            value={format}
            options={formatNames.map((one) => [one, one])}
            onChange={setFormat}
          />
          <Presets label="try" options={presets} onChoose={logits.set} />
        </>
      }
      narration={narrateLogs(run)}
      foot={
        <TableView
          label={`Logarithms in ${format}`}
          digits={6}
          sheets={[
            sheet(
              'logarithms',
              run.logits.flatMap((_, i) => [
                run.probabilities[i],
                run.late[i],
                run.logs[i],
                run.exact[i],
              ]),
              ['softmax', 'log(softmax)', 'log-softmax', 'in float64'],
            ),
          ]}
        />
      }
    >
      <div className="softmax-compare-columns">
        <LogitsEditor logits={logits} count={anyCount} />
        <LogTable run={run} marks={marks} />
        <dl className="softmax-compare-sums">
          <div>
            <dt>logsumexp of the log-probabilities</dt>
            <dd data-result="lse">{sumText(run.logSumExp)}</dd>
          </div>
          <div>
            <dt>their plain sum</dt>
            <dd data-result="logsum">{sumText(run.sum)}</dd>
          </div>
        </dl>
      </div>
    </Frame>
  );
}

const sumText = (value: number): string =>
  Math.abs(value) < noise ? '0' : formatNumber(value, { digits: 4 });

interface LogTableProps {
  readonly run: LogRun;
  readonly marks: Readonly<Record<'softmax' | 'late' | 'logs', TermMark>>;
}

function LogTable({ run, marks }: LogTableProps) {
  const columns = [
    { head: 'softmax', name: 'softmax', values: run.probabilities, mark: marks.softmax },
    { head: 'log(softmax)', name: 'late', values: run.late, mark: marks.late },
    { head: 'log-softmax', name: 'logs', values: run.logs, mark: marks.logs },
    { head: 'in float64', name: 'exact', values: run.exact, mark: undefined },
  ];
  return (
    <table className="softmax-compare-logs">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">class</span>
          </th>
          {columns.map(({ head, name }) => (
            <th key={name} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {run.logits.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
          <tr key={i}>
            <th scope="row">{i + 1}</th>
            {columns.map(({ name, values, mark }) => (
              <td
                key={name}
                {...mark?.props}
                data-result={name}
                data-lost={(name !== 'softmax' && isLost(values[i], run.exact[i])) || undefined}
              >
                {name === 'softmax'
                  ? probabilityText(values[i])
                  : formatNumber(values[i], { digits: 4 })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** More than a hundredth of it is wrong, or all of it. */
const isLost = (value: number, exact: number): boolean =>
  Number.isNaN(value) || Math.abs(value - exact) > 0.01 * Math.abs(exact) + noise;
