import { useEffect, useMemo, useState } from 'react';
import type { Knob } from '../../../core/finite-differences.ts';
import type { Inquirer } from '../../../core/inquiry/inquirer.ts';
import { formatNumber, formatSigned } from '../../../draw/number.ts';
import { NumberField } from '../../../draw/number-field.tsx';
import { PixelPick } from '../../../draw/pixel-pick.tsx';
import { scaleOf } from '../../../draw/scale.ts';
import { Select } from '../../../draw/select.tsx';
import { Slider } from '../../../draw/slider.tsx';
import type { Cell } from '../../../trace/expression.ts';
import { indexOf, positionOf } from '../../../trace/tensor.ts';
import { activationOf, type Trace } from '../../../trace/trace.ts';
import type { Column } from '../../stage/column.ts';
import { type AskedDigit, pixelName } from '../inquiry/asked-digit.ts';
import { InquiryState } from '../inquiry/inquiry-state.tsx';
import { useInquiry } from '../inquiry/use-inquiry.ts';
import { ErrorCurve, epsilons, exponents } from './error-curve.tsx';
import { type KnobBoard, knobBoards, maybeKnob, readKnob, steepest } from './knobs.ts';

interface OneNumberProps {
  readonly trace: Trace;
  readonly digit: AskedDigit;
  readonly columns: readonly Column[];
  readonly pinned: Cell | undefined;
  readonly inquirer: () => Inquirer;
}

const atFirst = exponents.indexOf(-5);

/** One weight, bias or pixel: its slope by the chain rule beside the slope that is measured. */
export function OneNumber({ trace, digit, columns, pinned, inquirer }: OneNumberProps) {
  const boards = useMemo(
    () => knobBoards(trace, columns, digit.input),
    [trace, columns, digit.input],
  );
  const [picked, setPicked] = useState<Knob>();
  const [at, setAt] = useState(atFirst);
  const followed = useMemo(() => maybeKnob(pinned, boards), [pinned, boards]);
  // The cell that was pinned last is the one that is asked about, until another is picked here.
  const [lastPinned, setLastPinned] = useState<Cell>();
  useEffect(() => {
    if (pinned === lastPinned) return;
    setLastPinned(pinned);
    if (pinned) setPicked(undefined);
  }, [pinned, lastPinned]);

  const board = boards.find(({ of, id }) => {
    const named = picked ?? followed;
    return named && named.of === of && named.id === id;
  });
  const there = board ?? boards[0];
  const named = picked ?? followed;
  const fits = named && board && named.index < readKnob(trace, named).gradients.length;
  const knob = fits ? named : steepest(trace, there);
  const { value, gradient, gradients } = readKnob(trace, knob);

  const { of, id, index } = knob;
  const { request } = digit;
  const inquiry = useMemo(
    () =>
      ({
        kind: 'difference',
        request,
        objective: { of: 'loss' },
        knob: { of, id, index },
        epsilons,
      }) as const,
    [request, of, id, index],
  );
  const asked = useInquiry(inquirer, inquiry, { rest: 150 });
  const answer = asked.answered?.inquiry === inquiry ? asked.answered.answer.finding : undefined;
  const slope = answer?.slopes[at];
  const errors = answer && Array.from(answer.slopes, (each) => Math.abs(each - answer.gradient));
  const position = positionOf(there.shape, index);
  const choose = (next: number) => setPicked({ of: there.of, id: there.id, index: next });

  return (
    <section className="truth-one" aria-label="One number" data-truth={answer ? 'done' : 'working'}>
      <div className="truth-choose">
        <Select
          label="Ask about"
          value={there.key}
          options={boards.map((each) => [each.key, each.title] as const)}
          onChange={(key) => {
            const next = boards.find((each) => each.key === key);
            if (next) setPicked(steepest(trace, next));
          }}
        />
        <Place {...{ board: there, position, onMove: choose }} />
        {there.of === 'input' && (
          <div className="truth-map">
            <PixelPick
              label="Gradient of the loss with respect to each pixel"
              values={gradients}
              columns={digit.columns}
              scale={scaleOf(gradients, { signed: true })}
              chosen={index}
              onChoose={choose}
              describe={(pixel) =>
                `${pixelName(pixel, digit.columns)}: gradient ${formatSigned(gradients[pixel])}`
              }
            />
          </div>
        )}
      </div>
      <div className="truth-answer">
        <dl className="inquiry-numbers">
          <dt>its value, w</dt>
          <dd data-number="value">{formatNumber(value, { digits: 4 })}</dd>
          <dt>∂L/∂w by the chain rule, from the trace ({trace.engine})</dt>
          <dd data-number="traced">{formatSigned(gradient, 8)}</dd>
          <dt>the same in float64</dt>
          <dd data-number="exact">{answer ? formatSigned(answer.gradient, 8) : '…'}</dd>
          <dt>measured, (L(w + ε) − L(w − ε)) / 2ε</dt>
          <dd data-number="measured">{slopeText(slope)}</dd>
          <dt>error</dt>
          <dd data-number="error">
            {errors && !Number.isNaN(errors[at]) ? formatNumber(errors[at]) : '–'}
          </dd>
        </dl>
        <Slider
          label="ε"
          value={exponents[at]}
          min={exponents[0]}
          max={exponents[exponents.length - 1]}
          step={0.25}
          text={formatNumber(epsilons[at])}
          onChange={(exponent) => setAt(Math.max(0, exponents.indexOf(exponent)))}
        />
        {errors && !errors.every(Number.isNaN) && (
          <ErrorCurve errors={errors} loss={lossOf(trace)} chosen={at} />
        )}
        <InquiryState name="measurement" asked={asked} />
        {answer && <p className="inquiry-words">{verdict(errors ?? [], at)}</p>}
      </div>
    </section>
  );
}

interface PlaceProps {
  readonly board: KnobBoard;
  readonly position: readonly number[];
  readonly onMove: (index: number) => void;
}

/** A place in the tensor, axis by axis. */
function Place({ board, position, onMove }: PlaceProps) {
  const move = (axis: number, to: number) =>
    onMove(
      indexOf(
        board.shape,
        position.map((p, i) => (i === axis ? Math.round(to) : p)),
      ),
    );
  return (
    <div className="truth-place">
      {board.axes.map(([name, axis]) => (
        <NumberField
          key={name}
          label={name}
          value={position[axis]}
          min={0}
          max={board.shape[axis] - 1}
          step={1}
          onChange={(to) => move(axis, to)}
        />
      ))}
    </div>
  );
}

function slopeText(slope: number | undefined): string {
  if (slope === undefined) return '…';
  return Number.isNaN(slope) ? 'no slope here' : formatSigned(slope, 8);
}

function lossOf(trace: Trace): number {
  return trace.graph.loss === undefined ? 1 : activationOf(trace, trace.graph.loss).data[0];
}

/** What the errors say, in a sentence. */
function verdict(errors: readonly number[], at: number): string {
  if (errors.every(Number.isNaN)) {
    return 'This number stands on a kink: with ever so little more and less of it, a ReLU opens or a pool chooses another winner. No slope is right there, whatever the chain rule says by agreement.';
  }
  if (Number.isNaN(errors[at])) {
    return 'With this ε the two points lie on two sides of a kink, so the straight line between them is no slope. Take a smaller one.';
  }
  return 'A large ε measures the bend of the curve, which falls with ε²; a small one measures the last digits of float64, which grow with 1/ε. Between them lies a valley, and at its bottom the two ways agree.';
}
