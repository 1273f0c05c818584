import '../learn.css';
import './ascent.css';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { article } from '../../../digits/article.ts';
import { formatNumber, formatPercent } from '../../../draw/number.ts';
import { Said } from '../../said.tsx';
import type { LabPartProps } from '../panel.ts';
import { AscentControls } from './ascent-controls.tsx';
import { AscentCurves } from './ascent-curves.tsx';
import { AscentPictures } from './ascent-pictures.tsx';
import {
  type AscentState,
  ascentState,
  type Climb,
  originOf,
  questionOf,
  sameQuestion,
} from './ascent-state.ts';
import { createClimber } from './climber.ts';

/** What would make it a 3? Changes the image, not the network, until it reads the wanted digit. */
export function AscentPanel({ store, client }: LabPartProps) {
  const network = useStore(store, (lab) => lab.network);
  const descended = useStore(store, (lab) => lab.descended);
  const drawn = useStore(store, (lab) => lab.drawing);
  const label = useStore(store, (lab) => lab.label);
  const state = useStore(ascentState(store));
  const climber = useMemo(() => createClimber(store, client), [store, client]);
  useEffect(() => () => climber.pause(), [climber]);
  const question = questionOf({ network, descended, drawing: drawn, label }, state);
  const { drawing, start } = question;
  const origin = useMemo(() => originOf({ drawing, start }), [drawing, start]);
  const climb =
    state.climb && sameQuestion(state.climb.question, question) ? state.climb : undefined;
  const steps = climb ? climb.path.length - 1 : 0;
  const words = climb && origin ? wordsOf(climb, state) : undefined;
  return (
    <div
      className="learn ascent"
      data-ascent={state.running ? 'runs' : (state.ended ?? 'rests')}
      data-steps={steps}
    >
      <p className="learn-lead">
        This time the network stays as it is and the picture moves: every pixel a little against the
        gradient of the loss of {question.target}, until the network reads{' '}
        {article(question.target)} {question.target}.
      </p>
      <AscentControls {...{ store, climber, question }} able={origin !== undefined} />
      {state.fault && (
        <p className="learn-fault" role="alert">
          {state.fault}
        </p>
      )}
      {origin ? (
        <div className="learn-columns">
          <AscentPictures origin={origin} climb={climb} start={start} />
          <div className="ascent-words">
            {words && <p className="ascent-status">{words}</p>}
            {climb && <AscentCurves climb={climb} goal={state.goal} />}
          </div>
        </div>
      ) : (
        <p className="learn-note">
          Nothing is drawn yet. Draw a digit, or start from blank paper or noise.
        </p>
      )}
      <Said
        text={words ?? ''}
        occasion={`${state.running} ${state.ended} ${state.running ? 0 : steps}`}
      />
    </div>
  );
}

/** Where the ascent stands, and what that says of the network. */
function wordsOf({ question, now, path }: Climb, state: AscentState): string {
  const { target, network } = question;
  const share = now.probabilities[network.classes.indexOf(target)];
  const steps = path.length - 1;
  const count = steps === 1 ? '1 step' : `${steps} steps`;
  const where = `After ${count} the network reads ${article(target)} ${target} with ${formatPercent(share)}. The picture has moved by ‖Δx‖ = ${formatNumber(now.distance)}.`;
  const { running, ended, pull, blur, goal } = state;
  if (running) return where;
  if (ended === 'reached') return `${where} ${lessonOf(pull, blur, target)}`;
  if (ended === 'rests') {
    return share < goal
      ? `${where} It rests there: pull and gradient hold each other in balance. Loosen the pull to go on.`
      : `${where} It rests there.`;
  }
  if (ended === 'long') {
    return `${where} It pauses after so many steps; play goes on. A larger step, or looser brakes, would be faster.`;
  }
  return where;
}

function lessonOf(pull: number, blur: number, target: number): string {
  if (pull === 0 && blur < 0.05) {
    return `Do you see the ${target}? Without brakes a little of what looks like noise to us is enough: the network never learned what else a picture is.`;
  }
  return `With these brakes, look at what was added and what was taken: do strokes of ${article(target)} ${target} appear?`;
}
