import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, Page } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { nudged, type Plan, planOf } from './plan.ts';
import type { Reading } from './reading.ts';
import { type Curve, NudgeRun, Superseded } from './run.ts';

type Mode = Attributes['mode'];

/** What is known so far; each part says what plan it belongs to. */
export interface NudgeState {
  readonly phase: 'waiting' | 'ready' | 'failed';
  /** Why it failed. */
  readonly why?: string;
  readonly plan?: Plan;
  /** The drawing as it is. */
  readonly before?: Reading;
  /** With the chosen pixel as the reader made it. */
  readonly now?: Reading;
  readonly curve?: Curve;
  /** Before any step and after each. */
  readonly path?: readonly Reading[];
}

/** What the figures of one experiment share. */
export interface Nudge {
  readonly state: StoreApi<NudgeState>;
  /** A figure of this mode is alive; returns what takes it back. */
  begin(mode: Mode): () => void;
}

const nudges = new WeakMap<Page, Map<string, Nudge>>();

/** The page's experiment of this name. Nothing runs before a figure begins. */
export function nudgeOf(page: Page, attributes: Attributes): Nudge {
  const byName = nudges.get(page) ?? new Map<string, Nudge>();
  nudges.set(page, byName);
  const made = byName.get(attributes.experiment) ?? createNudge(page, attributes);
  byName.set(attributes.experiment, made);
  return made;
}

const samePicture = (a: Plan, b: Plan | undefined) => a.pixels === b?.pixels && a.label === b.label;
const samePixel = (a: Plan, b: Plan | undefined) => samePicture(a, b) && a.pixel === b?.pixel;
const sameInk = (a: Plan, b: Plan | undefined) => samePixel(a, b) && a.ink === b?.ink;
const sameSteps = (a: Plan, b: Plan | undefined) =>
  sameInk(a, b) && a.mover === b?.mover && a.rate === b.rate && a.steps === b.steps;

function createNudge(page: Page, attributes: Attributes): Nudge {
  const state = createStore<NudgeState>(() => ({ phase: 'waiting' }));
  const modes: Mode[] = [];
  let runner: NudgeRun | undefined;
  let curved: Plan | undefined;
  let descended: Plan | undefined;
  let busy = false;
  let stale = false;

  /** Brings everything that the living figures show abreast of the plan. */
  const catchUp = async (run: NudgeRun, plan: Plan) => {
    const known = state.getState();
    const picture = samePicture(plan, known.plan);
    const before = (picture && known.before) || (await run.read(plan.pixels, plan.label));
    const unmoved = plan.ink === plan.pixels[plan.pixel];
    const now = unmoved ? before : await run.read(nudged(plan), plan.label);
    state.setState({ phase: 'ready', why: undefined, plan, before, now });
    page.answersChanged();
    if (modes.includes('slope') && !samePixel(plan, curved)) {
      state.setState({ curve: await run.curve(plan) });
      curved = plan;
    }
    if (modes.includes('descend') && !sameSteps(plan, descended)) {
      state.setState({ path: await run.descend(plan) });
      descended = plan;
    }
  };
  const refresh = async () => {
    if (modes.length === 0) return;
    stale = busy;
    if (busy) return;
    busy = true;
    try {
      runner ??= new NudgeRun(
        await page.client(),
        attributes.network,
        `${attributes.experiment}/nudge`,
      );
      await catchUp(runner, planOf(attributes, page.settings.getState(), page.drawing.getState()));
    } catch (error) {
      if (!(error instanceof Superseded)) {
        const why = error instanceof Error ? error.message : String(error);
        state.setState({ phase: 'failed', why });
      }
    } finally {
      busy = false;
      if (stale) void refresh();
    }
  };
  let stops: readonly (() => void)[] = [];
  return {
    state,
    begin(mode) {
      modes.push(mode);
      if (modes.length === 1) {
        stops = [
          page.settings.subscribe(() => void refresh()),
          page.drawing.subscribe(() => void refresh()),
        ];
      }
      void refresh();
      return () => {
        modes.splice(modes.indexOf(mode), 1);
        if (modes.length > 0) return;
        for (const stop of stops) stop();
      };
    },
  };
}

/**
 * Answers for the page's questions: `loss`, `before` (the loss of the drawing as it is), `slope` of
 * the chosen pixel, `direction` (its sign), `p(5)` a probability, `guess`. Undefined until the
 * network has answered.
 */
export function answerer(page: Page, attributes: Attributes): Answer {
  const { state } = nudgeOf(page, attributes);
  return (cell) => {
    const { plan, before, now } = state.getState();
    if (!plan || !before || !now) return undefined;
    const digit = /^p\((\d)\)$/.exec(cell)?.[1];
    if (digit !== undefined) return now.probabilities[Number(digit)];
    const slope = before.slopes[plan.pixel];
    switch (cell) {
      case 'loss':
        return now.loss;
      case 'before':
        return before.loss;
      case 'slope':
        return slope;
      case 'direction':
        return Math.sign(slope);
      case 'guess':
        return before.guess;
      default:
        return undefined;
    }
  };
}
