import './ties.css';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type TieRule, tieRules } from '../../../core/pooling.ts';
import { Choice } from '../../../draw/choice.tsx';
import { formatPercent, formatSigned } from '../../../draw/number.ts';
import { scaleOf } from '../../../draw/scale.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { largestMagnitude } from '../../../trace/tensor.ts';
import type { Trace } from '../../../trace/trace.ts';
import { type AskedDigit, maybeAskedDigit, pixelName } from '../inquiry/asked-digit.ts';
import { PixelFigure } from '../inquiry/pixel-figure.tsx';
import { sheetsOf } from '../inquiry/pixel-sheets.ts';
import type { LabPartProps } from '../panel.ts';
import { TieCounts } from './tie-counts.tsx';
import { useRuledGradients } from './use-ruled-gradients.ts';

const titles: Readonly<Record<TieRule, string>> = {
  first: 'The first takes it',
  last: 'The last takes it',
  split: 'They share it',
};

const notes: Readonly<Record<TieRule, string>> = {
  first: 'The first in reading order: PyTorch on a processor, and TensorFlow.js there too.',
  last: 'The last in reading order: TensorFlow.js on WebGL. Same network, same digit, another gradient.',
  split: 'An equal share to every winner: no place is preferred.',
};

/** Whose is a tie? Three rules on one digit, and how often it matters. */
export function TiesPanel(props: LabPartProps) {
  const { recorded, network } = useStore(props.store);
  const trace = recorded?.network === network ? recorded.trace : undefined;
  const digit = useMemo(() => trace && maybeAskedDigit(trace), [trace]);
  if (!trace || !digit) {
    return <p className="inquiry">Draw a digit first: without one there is nothing to tie.</p>;
  }
  if (!trace.graph.nodes.some(({ kind }) => kind === 'maxPool2d')) {
    return (
      <p className="inquiry inquiry-words">
        This network has no max-pool, so nothing in it can tie. Choose the convolutional net.
      </p>
    );
  }
  return <Ties {...props} {...{ trace, digit }} />;
}

interface TiesProps extends LabPartProps {
  readonly trace: Trace;
  readonly digit: AskedDigit;
}

function Ties({ store, model, client, trace, digit }: TiesProps) {
  const { network, ties, setTies } = useStore(store);
  const ruled = useRuledGradients(trace, digit, network, client);
  return (
    <div className="inquiry" data-inquiry={ruled?.of === trace ? 'done' : 'working'}>
      <p className="inquiry-words">
        Where several numbers of a pool’s window are the largest, its output has no derivative: with
        a little more of one of them it rises, with a little less it stays. Whoever gets the
        gradient gets it by agreement. On blank paper all windows look alike, so the agreement is
        all that a gradient shows there.
      </p>
      <div className="inquiry-controls">
        <Choice
          label="In the Lab above"
          value={ties}
          onChange={setTies}
          options={tieRules.map((rule) => [rule, titles[rule].toLowerCase()] as const)}
        />
      </div>
      <TieCounts trace={trace} columns={model.columns} />
      <p className="inquiry-words">
        In a tie of zeros the rule decides nothing: the ReLU before it lets no gradient through. In
        the others it decides which pixels hear of the loss.
      </p>
      {ruled && <RuledMaps {...{ ruled, digit }} stale={ruled.of !== trace} />}
    </div>
  );
}

interface RuledMapsProps {
  readonly ruled: NonNullable<ReturnType<typeof useRuledGradients>>;
  readonly digit: AskedDigit;
  readonly stale: boolean;
}

function RuledMaps({ ruled: { gradients }, digit, stale }: RuledMapsProps) {
  const [chosen, setChosen] = useState(14 * 28 + 5);
  const [pointed, setPointed] = useState<number>();
  const { columns } = digit;
  const at = pointed ?? chosen;
  const departures = useMemo(() => {
    const from = (rule: TieRule) =>
      Float64Array.from(gradients[rule], (slope, i) => slope - gradients.first[i]);
    return { last: from('last'), split: from('split') };
  }, [gradients]);
  const scale = scaleOf(
    tieRules.flatMap((rule) => [...Array.from(gradients[rule])]),
    {
      signed: true,
    },
  );
  const apart = scaleOf([...departures.last, ...departures.split], { signed: true });
  const largest = Math.max(largestMagnitude(gradients.first), 1e-300);
  // A key moves on from the pixel under the mouse, and the mouse has no say until it moves.
  const choose = (index: number) => {
    setChosen(index);
    setPointed(undefined);
  };
  const shown = { columns, chosen: at, onChoose: choose, onPoint: setPointed, stale };
  const describe = () =>
    `${pixelName(at, columns)}: ${tieRules.map((rule) => `${rule} ${formatSigned(gradients[rule][at])}`).join(', ')}`;
  return (
    <>
      <dl className="inquiry-numbers" data-pixel={at}>
        <dt>{pixelName(at, columns)}</dt>
        <dd>∂L/∂x</dd>
        {tieRules.map((rule) => (
          <Row key={rule} rule={rule} value={gradients[rule][at]} />
        ))}
      </dl>
      <div className="inquiry-maps">
        {tieRules.map((rule) => (
          <PixelFigure
            key={rule}
            {...shown}
            scale={scale}
            title={titles[rule]}
            unit="per unit of ink"
            label={`Input gradient by the rule “${titles[rule].toLowerCase()}”`}
            values={gradients[rule]}
            describe={rule === 'first' ? describe : () => ''}
          >
            <p className="inquiry-note">{notes[rule]}</p>
          </PixelFigure>
        ))}
      </div>
      <div className="inquiry-maps">
        <p className="inquiry-words">
          What the agreement changes: each of the other two less the first. Where no window ties
          above zero, all three are the same.
        </p>
        {(['last', 'split'] as const).map((rule) => (
          <PixelFigure
            key={rule}
            {...shown}
            scale={apart}
            title={`${titles[rule]}, less the first`}
            unit="difference"
            label={`“${titles[rule]}” less “${titles.first.toLowerCase()}”`}
            values={departures[rule]}
            describe={() => ''}
          >
            <p data-apart={rule}>
              At most {formatPercent(largestMagnitude(departures[rule]) / largest)} of the largest
              gradient, in {departures[rule].filter((gap) => gap !== 0).length} of{' '}
              {departures[rule].length} pixels.
            </p>
          </PixelFigure>
        ))}
      </div>
      <TableView
        label="Input gradient"
        sheets={sheetsOf(
          { first: gradients.first, last: gradients.last, split: gradients.split },
          columns,
        )}
        signed
      />
    </>
  );
}

function Row({ rule, value }: { readonly rule: TieRule; readonly value: number }) {
  return (
    <>
      <dt>{titles[rule].toLowerCase()}</dt>
      <dd data-number={rule}>{formatSigned(value)}</dd>
    </>
  );
}
