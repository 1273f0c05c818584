import type { Client } from '../../../core/client.ts';
import { activationOf, gradientOf } from '../../../trace/trace.ts';
import type { LabStore } from '../../lab-store.ts';
import { feedsOf, weightsOf } from '../../networks/network.ts';
import { probabilitiesOf } from '../../probabilities.ts';
import {
  ascentState,
  brakesOf,
  type Climb,
  type Ended,
  type Footing,
  originOf,
  type Question,
  questionOf,
  sameQuestion,
} from './ascent-state.ts';
import { climbed, distance } from './climb.ts';

/** After so many steps it rests, and asks to be played again. */
const MOST_STEPS = 400;
/** A step that moves the image by less than this share of the rate leads nowhere. */
const STILL = 1e-4;

export interface Climber {
  play(): void;
  pause(): void;
  step(): void;
  /** Back to where the image began. */
  reset(): void;
}

/** Leads an image up to a digit: one run of the network and one step a frame. */
export function createClimber(store: LabStore, client: () => Client): Climber {
  const state = ascentState(store);
  let busy = false;

  async function look(
    question: Question,
    image: Float32Array,
    origin: Float32Array,
  ): Promise<Footing | undefined> {
    const { network, descended, target } = question;
    const params = descended ?? (await weightsOf(network, client()));
    const inputs = feedsOf(network, image, target);
    const request = { graph: network.graph, params, inputs };
    const outcome = await client().run(request, { lane: 'ascent' });
    if (outcome.state !== 'answered') return undefined;
    const { trace } = outcome.result;
    if (trace.graph.loss === undefined) throw new Error('this network has no loss');
    return {
      image,
      distance: distance(image, origin),
      probabilities: probabilitiesOf(trace) ?? [],
      loss: activationOf(trace, trace.graph.loss).data[0],
      gradient: Array.from(gradientOf(trace, 'x').sum.data),
    };
  }

  async function begin(question: Question): Promise<Climb | undefined> {
    const origin = originOf(question);
    const now = origin && (await look(question, origin.slice(), origin));
    return origin && now && { question, origin, now, path: [now.probabilities] };
  }

  /** Why it should go no further; undefined where it may. */
  function endOf({ question, now, path }: Climb): Ended | undefined {
    const at = question.network.classes.indexOf(question.target);
    if (now.probabilities[at] >= state.getState().goal) return 'reached';
    return path.length > 1 && (path.length - 1) % MOST_STEPS === 0 ? 'long' : undefined;
  }

  /** One step from where it stands, or from the start where something else is asked by now. */
  async function advance(): Promise<Ended | undefined> {
    const question = questionOf(store.getState(), state.getState());
    const known = state.getState().climb;
    const climb = known && sameQuestion(known.question, question) ? known : await begin(question);
    if (!climb) return 'paused';
    const { origin, now, path } = climb;
    const image = climbed(now.image, origin, now.gradient, brakesOf(state.getState()));
    const next = await look(question, image, origin);
    if (!next) return 'paused';
    // Something else was asked, or all was reset, while the engine was at work.
    const { climb: then } = state.getState();
    if (then !== known || !sameQuestion(question, questionOf(store.getState(), state.getState()))) {
      return undefined;
    }
    if (!Number.isFinite(next.loss)) throw new Error('the loss is no longer a number');
    const there = { question, origin, now: next, path: [...path, next.probabilities] };
    state.setState({ climb: there });
    const still = distance(image, now.image) < STILL * brakesOf(state.getState()).rate;
    return endOf(there) ?? (still ? 'rests' : undefined);
  }

  async function once(): Promise<Ended | undefined> {
    if (busy) return 'paused';
    busy = true;
    try {
      return await advance();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      state.setState({ fault: `The image could not be changed: ${why}.` });
      return 'paused';
    } finally {
      busy = false;
    }
  }

  async function run(): Promise<void> {
    state.setState({ running: true, ended: undefined, fault: undefined });
    while (state.getState().running) {
      const ended = await once();
      if (ended) state.setState({ running: false, ended });
      else await new Promise(requestAnimationFrame);
    }
  }

  return {
    play: () => {
      if (!state.getState().running) void run();
    },
    pause: () => {
      if (state.getState().running) state.setState({ running: false, ended: 'paused' });
    },
    step: () => {
      state.setState({ running: false, ended: undefined, fault: undefined });
      void once().then((ended) => state.setState({ ended }));
    },
    reset: () =>
      state.setState({ climb: undefined, running: false, ended: undefined, fault: undefined }),
  };
}
