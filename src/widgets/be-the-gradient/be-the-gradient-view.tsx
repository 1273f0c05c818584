import './be-the-gradient.css';
import './stages.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { diverging } from '../../draw/scale.ts';
import { Transport } from '../../draw/transport.tsx';
import { usePlayer } from '../../player/use-player.ts';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { usePlayhead } from '../playhead.ts';
import { useAmount, useSwitch, useText } from '../setting.ts';
import { answerText, emptyAnswer, maybeAnswer } from './answer-text.ts';
import type { Attributes } from './attributes.ts';
import { BoardTable } from './board-table.tsx';
import type { AnyBoard } from './boards.ts';
import { DenseStage } from './dense-stage.tsx';
import { useDigitNumbers } from './digit-run.ts';
import { boardOn, mostSeed, playerOf } from './experiment.ts';
import { judge, truthUntil } from './judgement.ts';
import { MaxPoolStage } from './max-pool-stage.tsx';
import { narrateCarrying, narrateDrop, narrateMove, narrateScore } from './narration.ts';
import type { Play } from './play.ts';
import { ReluStage } from './relu-stage.tsx';
import { Report } from './report.tsx';
import { SoftmaxStage } from './softmax-stage.tsx';
import { useCarrying } from './use-carrying.ts';

/** The reader plays the backward pass by hand; then the truth is laid over it. */
export function BeTheGradientView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const name = (control: string) => `${experiment}/${control}`;
  const seeds = { min: 0, max: mostSeed, whole: true };
  const [seed, setSeed] = useAmount(page, name('seed'), seeds, attributes.seed);
  const quantities = useQuantities(page);
  const digit = useDigitNumbers(page, attributes);
  const board = useMemo(
    () => boardOn(attributes, quantities, seed, digit),
    [attributes, quantities, seed, digit],
  );
  const fits = (text: string) => maybeAnswer(board, text) !== undefined;
  const [moves, setMoves] = useText(page, name('moves'), fits, '');
  const [checked, setChecked] = useSwitch(page, name('checked'), false);
  const [showing, setShowing] = useSwitch(page, name('shown'), false);
  const [said, setSaid] = useState<string>();
  const root = useRef<HTMLDivElement>(null);

  const steps = board.chips.length + board.entries.length;
  const player = playerOf(page, experiment, steps);
  useEffect(() => player.getState().setLength(steps), [player, steps]);
  usePlayhead(page, experiment, player, 0);
  const playing = usePlayer(player);

  const mine = maybeAnswer(board, moves) ?? emptyAnswer(board);
  const step = Math.min(playing.step, steps - 1);
  const answer = showing ? truthUntil(board, step + 1) : mine;
  const judgement = checked && !showing ? judge(board, mine) : undefined;
  const locked = checked || showing;
  const perfect = judgement !== undefined && judgement.right === judgement.of;
  const carrying = useCarrying({
    board,
    placed: mine.placed,
    locked,
    root,
    onDrop(chip, place) {
      const placed = mine.placed.map((old, i) => (i === chip ? place : old));
      setMoves(answerText({ ...mine, placed }));
      setSaid(narrateDrop(board, chip, place));
    },
    onCancel: (chip) => setSaid(`${board.chips[chip].name} is where it was.`),
  });
  const play: Play = {
    board,
    answer,
    judgement,
    locked,
    shown: showing ? step : undefined,
    scale: diverging(largest(board)),
    carrying,
    give(entry, value) {
      setMoves(answerText({ ...mine, given: mine.given.map((v, i) => (i === entry ? value : v)) }));
    },
  };
  const again = (next: number) => {
    setMoves('');
    setChecked(false);
    setShowing(false);
    setSeed(next);
    setSaid(undefined);
    player.getState().seek(0);
  };

  const narration = showing
    ? narrateMove(board, step)
    : judgement
      ? narrateScore(judgement)
      : carrying.held !== undefined
        ? narrateCarrying(board, carrying.held, carrying.target, carrying.drag !== undefined)
        : (said ?? board.task);

  return (
    <Frame
      name="be-the-gradient"
      label={labels[board.kind]}
      experiment={experiment}
      mode={board.kind}
      narration={<span data-result={judgement && 'score'}>{narration}</span>}
      transport={
        <>
          <div className="gradient-actions">
            <button
              type="button"
              aria-disabled={showing || undefined}
              data-main
              onClick={() => {
                if (showing) return;
                if (moves === '' && !checked) setSaid(`Nothing to check yet. ${board.task}`);
                else setChecked(!checked);
              }}
            >
              {!checked ? 'Check' : perfect ? 'Go back' : 'Mend it'}
            </button>
            <button type="button" onClick={() => setShowing(!showing)}>
              {showing ? 'Back to mine' : 'Show me'}
            </button>
            <button type="button" onClick={() => again(seed)}>
              Again
            </button>
            <button type="button" onClick={() => again((seed % mostSeed) + 1)}>
              New numbers
            </button>
          </div>
          {judgement && <Report judgement={judgement} />}
          {showing && (
            <Transport
              label="Moves of the backward pass"
              {...playing}
              step={step}
              describe={(move) => narrateMove(board, move)}
              segments={Array.from({ length: steps }, () => ({ tone: 'backward' }))}
            />
          )}
        </>
      }
      foot={
        <>
          <Legend scale={play.scale} label="gradient" />
          <BoardTable board={board} answer={answer} open={checked || showing} />
        </>
      }
    >
      <div ref={root} data-carrying={carrying.held !== undefined || undefined}>
        <Stage play={play} board={board} />
      </div>
    </Frame>
  );
}

const labels: Readonly<Record<Attributes['kind'], string>> = {
  'max-pool': 'Be the gradient: through a max-pool',
  relu: 'Be the gradient: through a ReLU',
  dense: 'Be the gradient: along the wires of a dense layer',
  softmax: 'Be the gradient: through a softmax',
};

function Stage({ play, board }: { readonly play: Play; readonly board: AnyBoard }) {
  switch (board.kind) {
    case 'max-pool':
      return <MaxPoolStage play={play} board={board} />;
    case 'relu':
      return <ReluStage play={play} board={board} />;
    case 'dense':
      return <DenseStage play={play} board={board} />;
    case 'softmax':
      return <SoftmaxStage play={play} board={board} />;
  }
}

/** The largest of the numbers that are coloured. */
function largest(board: AnyBoard): number {
  const above = board.kind === 'softmax' ? board.v : board.kind === 'dense' ? board.delta : [];
  const chips = board.chips.map(({ value }) => value);
  return Math.max(...[...board.gradient, ...chips, ...above].map(Math.abs));
}
