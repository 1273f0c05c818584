import './simplex.css';
import { useMemo } from 'react';
import { Frame } from '../../draw/frame.tsx';
import { formatNumber } from '../../draw/number.ts';
import { sheet } from '../../draw/sheet.ts';
import { Slider } from '../../draw/slider.tsx';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useChoice } from '../setting.ts';
import { temperatures } from '../softmax-compare/temperature.ts';
import { useLogits } from '../softmax-stages/logits.ts';
import { LogitsEditor } from '../softmax-stages/logits-editor.tsx';
import { probabilityText } from '../softmax-stages/number-text.ts';
import { type TermMark, useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { logitsName, threeClasses, writtenLogits, writtenTemperature } from './experiment.ts';
import { narrate } from './narration.ts';
import { logitsAt, meanOf, pathOf, softmaxAt, sparsemaxAt } from './simplex-run.ts';
import type { Shares } from './triangle.ts';
import { TriangleView } from './triangle-view.tsx';

/** The triangle of three classes: a point to move, its temperatures, and sparsemax beside it. */
export function SimplexView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const logits = useLogits(page, logitsName(attributes), writtenLogits, threeClasses);
  const [temperature, setTemperature] = useChoice(
    page,
    `${experiment}/temperature`,
    temperatures,
    writtenTemperature(attributes),
  );
  const marks = {
    softmax: useTerm(page, experiment, 'softmax'),
    tempered: useTerm(page, experiment, 'tempered'),
    sparsemax: useTerm(page, experiment, 'sparsemax'),
    path: useTerm(page, experiment, 'path'),
  };
  const { values } = logits;
  const shares = softmaxAt(values);
  const tempered = softmaxAt(values, temperature);
  const sparse = sparsemaxAt(values, temperature);
  const path = useMemo(() => pathOf('softmax', values), [values]);
  const sparsePath = useMemo(() => pathOf('sparsemax', values), [values]);
  const mean = meanOf(values);
  return (
    <Frame
      name="simplex"
      label="Softmax as a point in a triangle"
      experiment={experiment}
      controls={
        <Slider
          label="temperature T"
          value={temperatures.indexOf(temperature)}
          min={0}
          max={temperatures.length - 1}
          step={1}
          text={formatNumber(temperature)}
          onChange={(at) => setTemperature(temperatures[at])}
        />
      }
      narration={narrate(tempered, sparse, temperature)}
      foot={
        <TableView
          label="Shares of three classes"
          sheets={[
            sheet(
              'shares',
              values.flatMap((z, i) => [z, shares[i], tempered[i], sparse[i]]),
              ['z', 'softmax(z)', 'softmax(z/T)', 'sparsemax(z/T)'],
            ),
          ]}
        />
      }
    >
      <div className="simplex-parts">
        <TriangleView
          {...{ shares, tempered, sparse, path, sparsePath, marks }}
          onMove={(next) => logits.set(logitsAt(next, mean))}
        />
        <div className="simplex-numbers">
          <LogitsEditor logits={logits} />
          <ShareTable {...{ shares, tempered, sparse, marks }} />
        </div>
      </div>
    </Frame>
  );
}

interface ShareTableProps {
  readonly shares: Shares;
  readonly tempered: Shares;
  readonly sparse: Shares;
  readonly marks: Readonly<Record<'softmax' | 'tempered' | 'sparsemax', TermMark>>;
}

/** The three points in figures, each column with the mark that stands for it in the triangle. */
function ShareTable({ shares, tempered, sparse, marks }: ShareTableProps) {
  const columns = [
    { name: 'softmax', head: 'softmax(z)', values: shares, mark: marks.softmax },
    { name: 'tempered', head: 'softmax(z/T)', values: tempered, mark: marks.tempered },
    { name: 'sparsemax', head: 'sparsemax(z/T)', values: sparse, mark: marks.sparsemax },
  ];
  return (
    <table className="simplex-table">
      <thead>
        <tr>
          {columns.map(({ name, head }) => (
            <th key={name} scope="col">
              <svg viewBox="-12 -12 24 24" aria-hidden="true">
                {name === 'softmax' && <circle className="simplex-point" r={7} />}
                {name === 'tempered' && <circle className="simplex-tempered" r={9} />}
                {name === 'sparsemax' && (
                  <path className="simplex-sparse" d="M0 -9 9 0 0 9 -9 0Z" />
                )}
              </svg>
              {head.replace(/\(.*/, '')}
              <wbr />
              {head.replace(/^[^(]*/, '')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shares.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
          <tr key={i}>
            {columns.map(({ name, values, mark }) => (
              <td key={name} data-result={name} {...mark.props}>
                {probabilityText(values[i])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
