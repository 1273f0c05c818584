import './softmax-jacobian.css';
import { lazy, Suspense, useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { HeatMap } from '../../draw/heat-map.tsx';
import { Legend } from '../../draw/legend.tsx';
import { formatSigned } from '../../draw/number.ts';
import { diverging } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useAmount, useChoice } from '../setting.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { inCell, share } from './cell-number.ts';
import { Derivation } from './derivation.tsx';
import { logitsName } from './experiment.ts';
import { Facts } from './facts.tsx';
import { LogitFields } from './logit-fields.tsx';
import { classCounts, logitLimit, named, useLogits, withClasses } from './logits.ts';
import { narrate } from './narration.ts';
import { nudgePowers } from './nudge.ts';
import { NudgePanel } from './nudge-panel.tsx';
import { sumOf } from './rank.ts';
import { jacobianOf, probabilitiesOf } from './softmax-row.ts';

const DigitPanel = lazy(async () => ({ default: (await import('./digit-panel.tsx')).DigitPanel }));

const places = { min: 0, max: 9, whole: true };

/** diag(s) − s sᵀ as a picture: each cell opens its derivation, each column can be measured. */
export function JacobianView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const { logits, setLogits } = useLogits(page, logitsName(attributes), attributes.classes);
  const [rowWanted, setRow] = useAmount(page, `${experiment}/row`, places, attributes.row);
  const [columnWanted, setColumn] = useAmount(
    page,
    `${experiment}/column`,
    places,
    attributes.column,
  );
  const [source, setSource] = useChoice(
    page,
    `${experiment}/source`,
    ['typed', 'digit'],
    attributes.source,
  );
  const power = useAmount(
    page,
    `${experiment}/epsilon`,
    { ...nudgePowers, whole: true },
    nudgePowers.written,
  );
  const sides = useChoice(page, `${experiment}/sides`, ['up', 'both'], 'up');
  const terms = useFigureTerms(page, experiment);

  const s = useMemo(() => probabilitiesOf(logits), [logits]);
  const matrix = useMemo(() => jacobianOf(logits), [logits]);
  // Digits are counted from 0, everything else from 1.
  const first = source === 'digit' ? 0 : 1;
  const last = logits.length - 1;
  const [row, column] = [Math.min(rowWanted, last), Math.min(columnWanted, last)];
  const entry = matrix[row][column];
  const scale = diverging(Math.max(...matrix.flat().map(Math.abs)));

  const grow = (factor: number) => {
    // All by the same factor, so that their order and their ratios stay at the limit too.
    const most = logitLimit / Math.max(1e-9, ...logits.map(Math.abs));
    setLogits(logits.map((z) => z * Math.min(factor, most)));
  };

  const termOf = (i: number, j: number) => {
    const mark = i === row && j === column ? terms.cell : i === j ? terms.diagonal : terms.rest;
    const lit =
      mark.lit ||
      (terms.row.lit && i === row) ||
      (terms.column.lit && j === column) ||
      (i === j ? terms.diagonal.lit : terms.rest.lit);
    return { ...mark.props, 'data-lit': lit || undefined };
  };
  const sums = (rows: readonly (readonly number[])[]) =>
    rows.map((terms1) => formatSigned(sumOf(terms1)));

  return (
    <Frame
      name="softmax-jacobian"
      label="The Jacobian of softmax"
      experiment={experiment}
      mode={source}
      controls={
        <>
          <Choice
            label="logits"
            value={source}
            options={[
              ['typed', 'typed'],
              ['digit', 'of your digit'],
            ]}
            onChange={setSource}
          />
          {source === 'typed' && (
            <>
              <Choice
                label="classes"
                value={logits.length}
                options={classCounts}
                onChange={(classes) => setLogits(withClasses(logits, classes))}
              />
              <div className="jacobian-buttons">
                <button type="button" onClick={() => grow(2)}>
                  Surer
                </button>
                <button type="button" onClick={() => grow(0.5)}>
                  Less sure
                </button>
              </div>
            </>
          )}
        </>
      }
      narration={narrate(s, matrix, row, column, first)}
      foot={
        <>
          <Legend scale={scale} label="slope" />
          <TableView
            label={`Jacobian of softmax, experiment “${experiment}”`}
            signed
            sheets={[
              sheet('Jacobian: rows are probabilities, columns logits', matrix.flat(), last + 1),
              sheet('logits', logits, last + 1),
              sheet('probabilities', s, last + 1),
            ]}
          />
        </>
      }
    >
      <div className="jacobian-source">
        {source === 'digit' && (
          <Suspense fallback={<p className="digit-panel">The pad is on its way…</p>}>
            <DigitPanel page={page} onLogits={setLogits} />
          </Suspense>
        )}
        <LogitFields
          logits={logits}
          first={first}
          onChange={source === 'typed' ? setLogits : undefined}
          props={terms.logits.props}
        />
      </div>
      <div className="jacobian-parts">
        <div className="jacobian-matrix">
          <HeatMap
            label="Slope of each probability, down, by each logit, across"
            rows={matrix}
            scale={scale}
            format={(value) => inCell(value, logits.length > 6 ? 2 : 3)}
            rowHeads={s.map((value, i) => ({
              content: (
                <>
                  {named('s', i, first)} <span data-result="probability">{share(value)}</span>
                </>
              ),
              props: i === row ? terms.row.props : terms.probabilities.props,
            }))}
            columnHeads={logits.map((_, j) => ({
              content: named('z', j, first),
              props: j === column ? terms.column.props : {},
            }))}
            endLabel="sum"
            rowEnds={sums(matrix).map((content) => ({
              content,
              props: { ...terms.sums.props, 'data-result': 'row-sum' },
            }))}
            columnEnds={sums(s.map((_, j) => matrix.map((r) => r[j]))).map((content) => ({
              content,
              props: { ...terms.sums.props, 'data-result': 'column-sum' },
            }))}
            chosen={[row, column]}
            onChoose={(i, j) => {
              setRow(i);
              setColumn(j);
            }}
            describe={(i, j) => `probability ${i + first} by logit ${j + first}`}
            cellProps={termOf}
            result="jacobian"
            reading={
              <>
                ∂{named('s', row, first)}/∂{named('z', column, first)} ={' '}
                <strong>{formatSigned(entry)}</strong>: tap any cell
              </>
            }
          />
          <Facts matrix={matrix} s={s} />
        </div>
        <div className="jacobian-side">
          <Derivation {...{ s, row, column, first, entry }} />
          {attributes.nudge === 'shown' && (
            <NudgePanel {...{ logits, matrix, column, first, power, sides }} />
          )}
        </div>
      </div>
    </Frame>
  );
}

function useFigureTerms(page: WidgetProps<Attributes>['page'], experiment: string) {
  return {
    logits: useTerm(page, experiment, 'logits'),
    probabilities: useTerm(page, experiment, 'probabilities'),
    cell: useTerm(page, experiment, 'cell'),
    diagonal: useTerm(page, experiment, 'diagonal'),
    rest: useTerm(page, experiment, 'rest'),
    row: useTerm(page, experiment, 'row'),
    column: useTerm(page, experiment, 'column'),
    sums: useTerm(page, experiment, 'sums'),
  };
}
