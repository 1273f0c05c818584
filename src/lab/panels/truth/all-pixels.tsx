import { useMemo, useState } from 'react';
import type { Inquirer } from '../../../core/inquiry/inquirer.ts';
import type { Answer } from '../../../core/inquiry/inquiry.ts';
import type { DriverName } from '../../../core/protocol.ts';
import { Choice } from '../../../draw/choice.tsx';
import { formatNumber, formatPercent, formatSigned } from '../../../draw/number.ts';
import { scaleOf } from '../../../draw/scale.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { Toggle } from '../../../draw/toggle.tsx';
import { largestMagnitude } from '../../../trace/tensor.ts';
import type { Trace } from '../../../trace/trace.ts';
import { Said } from '../../said.tsx';
import { jitter, maybeAskedDigit, pixelName } from '../inquiry/asked-digit.ts';
import { InquiryState } from '../inquiry/inquiry-state.tsx';
import { PixelFigure } from '../inquiry/pixel-figure.tsx';
import { sheetsOf } from '../inquiry/pixel-sheets.ts';
import { useInquiry } from '../inquiry/use-inquiry.ts';

interface AllPixelsProps {
  readonly trace: Trace;
  readonly inquirer: () => Inquirer;
}

/** In float64 one small ε; in float32 the largest that meets no kink, since it rounds least. */
const epsilons: Readonly<Record<DriverName, readonly number[]>> = {
  host: [1e-6],
  webgl: [2 ** -10, 2 ** -12],
};

const epsilonText: Readonly<Record<DriverName, string>> = {
  host: 'ε = 10⁻⁶',
  webgl: 'ε = 2⁻¹⁰, near a kink 2⁻¹²',
};

/** Every pixel's slope measured, beside the whole input gradient. */
export function AllPixels({ trace, inquirer }: AllPixelsProps) {
  const [wantedFor, setWantedFor] = useState<Trace>();
  const [jittered, setJittered] = useState(false);
  const [driver, setDriver] = useState<DriverName>('host');
  const wanted = wantedFor === trace;
  const digit = useMemo(() => maybeAskedDigit(trace, jittered), [trace, jittered]);
  const inquiry = useMemo(
    () =>
      wanted && digit
        ? ({
            kind: 'differences',
            request: digit.request,
            input: digit.input,
            objective: { of: 'loss' },
            epsilons: epsilons[driver],
          } as const)
        : undefined,
    [wanted, digit, driver],
  );
  const asked = useInquiry(inquirer, inquiry, { driver });
  if (!digit) return null;
  const answer = asked.answered?.inquiry === inquiry ? asked.answered?.answer : undefined;
  return (
    <section
      className="truth-all"
      aria-label="All pixels"
      data-all-pixels={answer ? 'done' : asked.working ? 'working' : 'idle'}
    >
      <div className="inquiry-controls">
        {!asked.working && (
          <button type="button" onClick={() => setWantedFor(trace)} disabled={answer !== undefined}>
            Measure all {digit.pixels.length} pixels
          </button>
        )}
        <InquiryState name="pixels measured" asked={asked} onStop={() => setWantedFor(undefined)} />
        <Choice
          label="on"
          value={driver}
          onChange={setDriver}
          options={[
            ['host', 'host, float64'],
            ['webgl', 'WebGL, float32'],
          ]}
        />
        <Toggle
          label="jitter the background a little (seeded)"
          on={jittered}
          onChange={setJittered}
        />
      </div>
      {answer && <Compared {...{ answer, driver, columns: digit.columns, jittered }} />}
    </section>
  );
}

interface ComparedProps {
  readonly answer: Answer<'differences'>;
  readonly driver: DriverName;
  readonly columns: number;
  readonly jittered: boolean;
}

function Compared({ answer, driver, columns, jittered }: ComparedProps) {
  const { gradient, slopes, withoutSlope } = answer.finding;
  const [chosen, setChosen] = useState(14 * columns + 14);
  const [pointed, setPointed] = useState<number>();
  const differences = slopes.map((slope, i) => slope - gradient[i]);
  const measured = differences.filter((gap) => !Number.isNaN(gap));
  const worst = largestMagnitude(measured) / Math.max(largestMagnitude(gradient), 1e-300);
  const hatched = [...slopes.keys()].filter((i) => Number.isNaN(slopes[i]));
  const at = pointed ?? chosen;
  const scale = scaleOf(gradient, { signed: true });
  const number = (value: number) => (Number.isNaN(value) ? 'no slope' : formatSigned(value, 8));
  const describe = () =>
    `${pixelName(at, columns)}: chain rule ${number(gradient[at])}, measured ${number(slopes[at])}`;
  const shown = { columns, chosen: at, onChoose: setChosen, onPoint: setPointed };
  const where = answer.engine === 'webgl' ? 'on WebGL in float32' : 'on the host in float64';
  const used = answer.engine === 'webgl' ? driver : 'host';
  const said = `Largest error: ${formatNumber(worst, { digits: 2 })} of the largest gradient, over ${measured.length} pixels.`;
  return (
    <>
      <Said text={said} />
      <p className="inquiry-words">
        <span data-result="error" data-error={worst}>
          {said}
        </span>{' '}
        <span data-result="time">
          {epsilonText[used]}; {formatNumber(answer.ms / 1000, { digits: 2 })} s {where}.
        </span>
        {answer.instead !== undefined &&
          ` WebGL was asked, and could not answer: ${answer.instead}.`}
      </p>
      <p className="inquiry-words" data-without-slope={withoutSlope}>
        {withoutSlope === 0
          ? jittered
            ? `Every pixel has a slope: noise below ${jitter} on each of them has untied the blank paper.`
            : 'Every pixel has a slope.'
          : `${withoutSlope} of ${slopes.length} pixels (${formatPercent(withoutSlope / slopes.length)}) have no slope and are hatched: with a little more and a little less ink, a ReLU opens or a pool chooses another winner. ${jittered ? 'A kink lies within ε of them.' : 'On blank paper the windows of a pool are ties, and sums stand where they switch; a jitter of the background unties them.'}`}
      </p>
      <dl className="inquiry-numbers" data-pixel={at}>
        <dt>{pixelName(at, columns)}: by the chain rule</dt>
        <dd data-number="exact">{number(gradient[at])}</dd>
        <dt>measured</dt>
        <dd data-number="measured">{number(slopes[at])}</dd>
        <dt>difference</dt>
        <dd data-number="difference">
          {Number.isNaN(differences[at]) ? '–' : formatSigned(differences[at])}
        </dd>
      </dl>
      <div className="inquiry-maps">
        <PixelFigure
          {...shown}
          {...{ scale, describe }}
          title="By the chain rule"
          unit="per unit of ink"
          label="Input gradient by the chain rule"
          values={gradient}
        />
        <PixelFigure
          {...shown}
          {...{ scale, hatched }}
          title="Measured"
          unit="per unit of ink"
          label="Input gradient as it was measured; hatched where there is no slope"
          values={slopes}
          describe={() => ''}
        />
        <PixelFigure
          {...shown}
          title="Difference"
          unit="difference"
          label="Measured slope less the gradient by the chain rule"
          values={differences}
          scale={scaleOf(measured, { signed: true })}
          hatched={hatched}
          describe={() => ''}
        />
      </div>
      <TableView
        label="All pixels"
        sheets={sheetsOf(
          { 'chain rule': gradient, measured: slopes, difference: differences },
          columns,
        )}
        signed
      />
    </>
  );
}
