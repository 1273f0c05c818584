import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Choice } from '../../../draw/choice.tsx';
import { formatNumber, formatSigned } from '../../../draw/number.ts';
import { scaleOf } from '../../../draw/scale.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { gradientOf } from '../../../trace/trace.ts';
import {
  maybeAskedDigit,
  objectiveOf,
  pixelName,
  type Subject,
  winnerOf,
} from '../inquiry/asked-digit.ts';
import { InquiryState } from '../inquiry/inquiry-state.tsx';
import { PixelFigure } from '../inquiry/pixel-figure.tsx';
import { sheetsOf } from '../inquiry/pixel-sheets.ts';
import { useInquirer, useInquiry } from '../inquiry/use-inquiry.ts';
import type { LabPartProps } from '../panel.ts';

/** The pen has come to rest. */
const rest = 400; // ms
const steps = 64;
const patches = [3, 5, 7] as const;

/** Which pixels matter? Three answers to one question, side by side, because they differ. */
export function PixelsPanel({ store }: LabPartProps) {
  const { recorded, network } = useStore(store);
  const [subject, setSubject] = useState<Subject>('loss');
  const [patch, setPatch] = useState<number>(5);
  const [chosen, setChosen] = useState(14 * 28 + 14);
  const [pointed, setPointed] = useState<number>();
  const inquirer = useInquirer();

  const asked = useMemo(() => {
    if (recorded?.network !== network) return undefined;
    const { trace, label } = recorded;
    const digit = maybeAskedDigit(trace);
    const objective = objectiveOf(trace, subject, network.classes.indexOf(label));
    return digit && { digit, about: { ...digit, objective }, trace, subject };
  }, [recorded, network, subject]);
  const integrated = useInquiry(
    inquirer,
    useMemo(() => asked && ({ ...asked.about, kind: 'integrated', steps } as const), [asked]),
    { rest },
  );
  const occlusion = useInquiry(
    inquirer,
    useMemo(() => asked && ({ ...asked.about, kind: 'occlusion', patch } as const), [asked, patch]),
    { rest },
  );

  if (!recorded || !asked) {
    return <p className="inquiry">Draw a digit that the network reads as a picture first.</p>;
  }
  const { digit, trace } = asked;
  const whole = integrated.answered?.answer.finding;
  const covered = occlusion.answered?.answer.finding;
  const maps = {
    gradient: subject === 'loss' ? gradientOf(trace, digit.input).sum.data : whole?.gradient,
    integrated: whole?.attributions,
    occlusion: covered?.contributions,
  };
  const fresh = !integrated.working && !occlusion.working;
  const at = Math.min(pointed ?? chosen, digit.pixels.length - 1);
  const number = (map: keyof typeof maps) => {
    const value = maps[map]?.[at];
    return value === undefined ? '…' : formatSigned(value);
  };
  const describe = () =>
    `${pixelName(at, digit.columns)}: gradient ${number('gradient')}, integrated gradient ${number('integrated')}, occlusion ${number('occlusion')}`;
  const names: Readonly<Record<Subject, string>> = {
    loss: 'the loss',
    label: `the score of ${recorded.label}`,
    read: `the score of ${network.classes[winnerOf(trace)]}`,
  };
  const name = names[subject];
  const shown = { columns: digit.columns, chosen: at, onChoose: setChosen, onPoint: setPointed };
  const blank = new Float64Array(digit.pixels.length);
  const used = occlusion.answered?.inquiry.patch ?? patch;
  return (
    <div className="inquiry" data-inquiry={fresh ? 'done' : 'working'}>
      <p className="inquiry-words">
        Which pixels matter to {name}? Three ways to ask give three answers. Orange ink raises{' '}
        {name}, blue ink lowers it.
      </p>
      <div className="inquiry-controls">
        <Choice
          label="Ask about"
          value={subject}
          onChange={setSubject}
          options={[
            ['loss', `loss of ${recorded.label}`],
            ['label', `score of ${recorded.label}`],
            ['read', `score of ${network.classes[winnerOf(trace)]}, as read`],
          ]}
        />
        <Choice
          label="Patch"
          value={patch}
          onChange={setPatch}
          options={patches.map((size) => [size, `${size} × ${size}`] as const)}
        />
      </div>
      <dl className="inquiry-numbers" data-pixel={at}>
        <dt>{pixelName(at, digit.columns)}: ink</dt>
        <dd>{formatNumber(digit.pixels[at])}</dd>
        <dt>gradient</dt>
        <dd data-number="gradient">{number('gradient')}</dd>
        <dt>integrated gradient</dt>
        <dd data-number="integrated">{number('integrated')}</dd>
        <dt>
          occlusion, {used} × {used}
        </dt>
        <dd data-number="occlusion">{number('occlusion')}</dd>
      </dl>
      <div className="inquiry-maps">
        <PixelFigure
          {...shown}
          title="Gradient"
          unit="per unit of ink"
          label={`Gradient of ${name} with respect to each pixel`}
          values={maps.gradient ?? blank}
          scale={scaleOf(maps.gradient ?? blank, { signed: true })}
          stale={subject !== 'loss' && integrated.working}
          describe={describe}
        >
          <p className="inquiry-note">
            What a breath more ink on each pixel would do. It is true for the smallest step, and
            says nothing of a larger one; blank paper has gradients too.
          </p>
        </PixelFigure>
        <PixelFigure
          {...shown}
          title="Integrated gradient"
          unit="share"
          label={`Share of each pixel in ${name}`}
          values={maps.integrated ?? blank}
          scale={scaleOf(maps.integrated ?? blank, { signed: true })}
          stale={integrated.working}
          describe={() => ''}
        >
          <p className="inquiry-note">
            The gradient, averaged while the ink fades in from blank paper, times the ink. The
            shares add up; but the way through grey digits is a choice.
          </p>
          {whole && (
            <p>
              They add up to <span data-number="sum">{formatSigned(whole.sum, 5)}</span>; from paper
              to digit {name} changes by{' '}
              <span data-number="change">{formatSigned(whole.atInput - whole.atBlank, 5)}</span>.
              Error of {steps} steps:{' '}
              <span data-number="gap">
                {formatNumber(Math.abs(whole.sum - (whole.atInput - whole.atBlank)))}
              </span>
              .
            </p>
          )}
          <InquiryState name="integrated gradient" asked={integrated} />
        </PixelFigure>
        <PixelFigure
          {...shown}
          title="Occlusion"
          unit="lost"
          label={`What ${name} loses when a patch covers each pixel`}
          values={maps.occlusion ?? blank}
          scale={scaleOf(maps.occlusion ?? blank, { signed: true })}
          stale={occlusion.working}
          describe={() => ''}
        >
          <p className="inquiry-note">
            What {name} loses when {used} × {used} pixels of paper lie over the place. A real
            experiment, but a digit with a hole is nothing the network has ever seen.
          </p>
          {covered && <p>{covered.passes} patches met ink and were tried.</p>}
          <InquiryState name="occlusion map" asked={occlusion} />
        </PixelFigure>
      </div>
      <TableView label={`What matters to ${name}`} sheets={sheetsOf(maps, digit.columns)} signed />
    </div>
  );
}
