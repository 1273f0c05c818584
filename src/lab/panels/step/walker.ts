import type { Client } from '../../../core/client.ts';
import type { Weights } from '../../../core/protocol.ts';
import { rasterize } from '../../../digits/raster.ts';
import { formatNumber, formatPercent } from '../../../draw/number.ts';
import { parameterCount } from '../../../trace/graph.ts';
import type { HostTensor } from '../../../trace/tensor.ts';
import { activationOf, type Trace } from '../../../trace/trace.ts';
import { type Leap, type Outcome, positionAfter } from '../../descent/descent.ts';
import type { LabState, LabStore } from '../../lab-store.ts';
import { feedsOf, weightsOf } from '../../networks/network.ts';
import { probabilitiesOf } from '../../probabilities.ts';
import { rateOf, stepState } from './step-state.ts';
import { strayNumbers, updated } from './update.ts';

type Asked = Pick<LabState, 'drawing' | 'label' | 'network'>;

/** A run at some weights: what it said, and which way is down. */
interface Evaluated extends Asked {
  readonly weights: Weights;
  readonly outcome: Outcome;
  readonly gradients: Weights;
}

export interface Walker {
  /** One step; tells whether it was taken. */
  step(): Promise<boolean>;
  /** So many steps, one a frame, until `stop`. */
  repeat(count: number): Promise<void>;
  stop(): void;
  say(text: string): void;
}

/** Takes steps of descent for a Lab: each needs one run of the network, and leaves a leap. */
export function createWalker(store: LabStore, client: () => Client): Walker {
  const state = stepState(store);
  /** The run at the end of the last step is the one at the start of the next. */
  let latest: Evaluated | undefined;
  let busy = false;

  const say = (text: string) =>
    state.setState(({ said }) => ({ said: { text, occasion: said.occasion + 1 } }));
  const fail = (fault: string) => state.setState({ fault });

  async function evaluate(asked: Asked, weights: Weights): Promise<Evaluated | undefined> {
    const same = (other: Asked) =>
      other.drawing === asked.drawing &&
      other.label === asked.label &&
      other.network === asked.network;
    if (latest && latest.weights === weights && same(latest)) return latest;
    const raster = rasterize(asked.drawing);
    if (!raster) return undefined;
    const { graph } = asked.network;
    const inputs = feedsOf(asked.network, raster.pixels, asked.label);
    const outcome = await client().run({ graph, params: weights, inputs }, { lane: 'step' });
    if (outcome.state !== 'answered') return undefined;
    latest = { ...asked, weights, ...readingOf(outcome.result.trace) };
    return latest;
  }

  async function attempt(): Promise<boolean> {
    const { drawing, label, network, descended, descent } = store.getState();
    const asked = { drawing, label, network };
    const from = positionAfter(descent.past);
    const weights = descended ?? (await weightsOf(network, client()));
    const before = await evaluate(asked, weights);
    if (!before) return false;
    const { optimizer, power } = state.getState();
    const rate = rateOf({ power });
    const next = updated(weights, before.gradients, { optimizer, rate }, from.memory);
    const stray = strayNumbers(next.weights);
    if (stray.count > 0) {
      fail(strayText(stray, parameterCount(network.graph)));
      return false;
    }
    const after = await evaluate(asked, next.weights);
    if (!after) return false;
    if (!Number.isFinite(after.outcome.loss)) {
      fail(overflowText);
      return false;
    }
    // Undone, reset, or another network chosen while the engine was at work.
    const now = store.getState();
    if (now.network !== network || now.descended !== descended) return false;
    const leap: Leap = {
      ...{ steps: 1, from, to: { weights: next.weights, memory: next.memory } },
      ...{ optimizer, rate, drawing, label, promised: next.promised },
      ...{ before: before.outcome, after: after.outcome },
    };
    now.descend(leap);
    return true;
  }

  async function step(): Promise<boolean> {
    if (busy) return false;
    busy = true;
    state.setState({ fault: undefined });
    try {
      return await attempt();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      fail(`The step could not be computed: ${why}.`);
      return false;
    } finally {
      busy = false;
    }
  }

  async function repeat(count: number): Promise<void> {
    let taken = 0;
    state.setState({ left: count });
    while ((state.getState().left ?? 0) > 0 && (await step())) {
      taken++;
      state.setState(({ left }) => ({ left: left === undefined ? undefined : left - 1 }));
      await new Promise(requestAnimationFrame);
    }
    state.setState({ left: undefined });
    const last = store.getState().descent.past.at(-1);
    if (last) say(`${taken === 1 ? 'One step' : `${taken} steps`} taken: ${leapText(store, last)}`);
  }

  return {
    async step() {
      const taken = await step();
      const last = store.getState().descent.past.at(-1);
      if (taken && last) say(`Step taken: ${leapText(store, last)}`);
      return taken;
    },
    repeat,
    stop: () => state.setState({ left: undefined }),
    say,
  };
}

function readingOf(trace: Trace): Pick<Evaluated, 'outcome' | 'gradients'> {
  const { graph, backward } = trace;
  if (graph.loss === undefined || !backward) throw new Error('this network has no loss');
  const gradients: Record<string, HostTensor> = {};
  for (const [id, { sum }] of Object.entries(backward.params)) gradients[id] = sum;
  const loss = activationOf(trace, graph.loss).data[0];
  return { outcome: { loss, probabilities: probabilitiesOf(trace) ?? [] }, gradients };
}

function leapText(store: LabStore, { label, before, after }: Leap): string {
  const at = store.getState().network.classes.indexOf(label);
  return `loss ${formatNumber(before.loss)} to ${formatNumber(after.loss)}, probability of ${label} ${formatPercent(after.probabilities[at])}.`;
}

const advice =
  'The weights stay as they were. Choose a smaller rate, or take back the steps that led here.';

const strayText = ({ count, first }: ReturnType<typeof strayNumbers>, of: number): string =>
  `Too far: after this step ${count.toLocaleString('en')} of ${of.toLocaleString('en')} weights would no longer be numbers, first in ${first}. float32 ends at 3.4 × 10³⁸, and what lies beyond is ∞ or NaN. ${advice}`;

const overflowText = `Too far: with the weights after this step the scores would leave float32, which ends at 3.4 × 10³⁸, and the loss would be no number. ${advice}`;
