import './coverage.css';
import { useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { sequential } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { Slider } from '../../draw/slider.tsx';
import { TableView } from '../../draw/table-view.tsx';
import { planWindow } from '../convolution/geometry.ts';
import { coverage } from '../convolution/passes.ts';
import { SizeFormula } from '../convolution/size-formula.tsx';
import { KernelSideControl, PaddingControl, StepControl } from '../convolution/window-controls.tsx';
import type { WidgetProps } from '../definition.ts';
import { useSettings } from '../page-tables.ts';
import { useAmount, useChoice } from '../setting.ts';
import type { Attributes } from './attributes.ts';
import { CountMap } from './count-map.tsx';
import { kernelSides, sizes, windowOf, windowsOver } from './seen.ts';

/** How many windows see each cell of an image, and which. */
export function CoverageView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const settings = useSettings(page);
  const window = windowOf(attributes, settings);
  const { size, kernel, stride, dilation, padding } = window;
  const planned = useMemo(
    () => planWindow({ size, kernel, stride, dilation, padding }),
    [size, kernel, stride, dilation, padding],
  );
  const plan = 'refusal' in planned ? undefined : planned;
  const counts = useMemo(() => (plan ? coverage(plan, 'zero') : []), [plan]);
  const [, setSize] = useChoice<number>(page, `${experiment}/size`, sizes, Number(attributes.size));
  const [, setKernel] = useChoice<number>(
    page,
    `${experiment}/kernel`,
    kernelSides,
    Number(attributes.kernel),
  );
  const [writtenRow, writtenColumn] = attributes.cell.split('.').map(Number);
  const range = { min: 0, max: 27, whole: true };
  const [wantedRow, setRow] = useAmount(page, `${experiment}/row`, range, writtenRow);
  const [wantedColumn, setColumn] = useAmount(page, `${experiment}/column`, range, writtenColumn);
  const row = Math.min(wantedRow, size - 1);
  const column = Math.min(wantedColumn, size - 1);
  const seeing = plan ? windowsOver(plan, row, column) : [];
  const most = Math.max(1, ...counts);
  const pick = (down: number, right: number) => {
    setRow(down);
    setColumn(right);
  };

  return (
    <Frame
      name="coverage"
      label="How many windows see each cell"
      experiment={experiment}
      controls={
        <>
          <Choice
            label="input size"
            value={size}
            options={sizes.map((side) => [side, String(side)])}
            onChange={setSize}
          />
          <KernelSideControl {...{ page, experiment }} side={kernel} onChange={setKernel} />
          <PaddingControl {...{ page, experiment }} written={attributes.padding} />
          <StepControl
            {...{ page, experiment }}
            name="stride"
            written={Number(attributes.stride)}
          />
          <StepControl
            {...{ page, experiment }}
            name="dilation"
            written={Number(attributes.dilation)}
          />
        </>
      }
      narration={plan ? <Said {...{ row, column, counts, seeing }} /> : 'No window, no map.'}
      foot={
        <>
          <Legend scale={sequential(most)} label="windows that see a cell" />
          <TableView
            label={`Coverage, experiment “${experiment}”`}
            sheets={[sheet('windows that see each cell', counts, plan?.size ?? 1)]}
          />
        </>
      }
    >
      {plan ? (
        <CountMap {...{ page, experiment, plan, counts, seeing, row, column }} onPick={pick} />
      ) : (
        <p className="coverage-refusal" role="status" data-result="refusal">
          {'refusal' in planned ? planned.refusal : ''}
        </p>
      )}
      <div className="coverage-look">
        <Slider
          label="look at row"
          value={row + 1}
          min={1}
          max={size}
          step={1}
          text={String(row + 1)}
          onChange={(next) => setRow(next - 1)}
        />
        <Slider
          label="column"
          value={column + 1}
          min={1}
          max={size}
          step={1}
          text={String(column + 1)}
          onChange={(next) => setColumn(next - 1)}
        />
      </div>
      <SizeFormula {...{ page, experiment, plan }} settings={window} />
    </Frame>
  );
}

interface SaidProps {
  readonly row: number;
  readonly column: number;
  readonly counts: readonly number[];
  readonly seeing: readonly number[];
}

function Said({ row, column, counts, seeing }: SaidProps) {
  const count = seeing.length;
  const unseen = counts.filter((seen) => seen === 0).length;
  const times = count === 0 ? 'no window' : count === 1 ? '1 window' : `${count} windows`;
  return (
    <>
      Row {row + 1}, column {column + 1} is seen by <b data-result="seen">{times}</b>. The map runs
      from <span data-result="fewest">{Math.min(...counts)}</span> to{' '}
      <span data-result="most">{Math.max(...counts)}</span>
      {unseen > 0 ? (
        <>
          , and <span data-result="unseen">{unseen}</span> of {counts.length} cells are seen by
          nobody: change them, and the output stays as it is.
        </>
      ) : (
        '.'
      )}
    </>
  );
}
