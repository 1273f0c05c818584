import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, Page } from '../definition.ts';
import { atFirstSign } from '../first-sign.ts';
import type { Attributes } from './attributes.ts';
import { leapRate, nudged, type Plan, planOf } from './plan.ts';
import type { Reading } from './reading.ts';
import { type Curve, type Descent, misreadIn, NudgeRun, Superseded } from './run.ts';

type Mode = Attributes['mode'];

/** What is known so far; each part says what plan it belongs to. */
export interface NudgeState {
  readonly phase: 'waiting' | 'ready' | 'failed';
  /** Why it failed. */
  readonly why?: string;
  readonly plan?: Plan;
  /** The drawing as it is. */
  readonly before?: Reading;
  /** The drawing, had it been meant as the likeliest of the other digits. */
  readonly rival?: Reading;
  /** With the chosen pixel as the reader made it. */
  readonly now?: Reading;
  readonly curve?: Curve;
  /** The curve of a pixel that a question asks about and the figure does not show. */
  readonly asked?: { readonly plan: Plan; readonly curve: Curve };
  readonly descent?: Descent;
  /** Samples misread after one step of `leapRate` by the network. */
  readonly misread?: number;
}

/** What the figures of one experiment share. */
export interface Nudge {
  readonly state: StoreApi<NudgeState>;
  /**
   * A figure of this mode is alive; one whose numbers came with the page waits for the reader's
   * first sign. Returns what takes it back.
   */
  begin(mode: Mode, waits: boolean): () => void;
  /** A question needs what figures of this mode compute. */
  want(mode: Mode): void;
  /** A question needs the curve of a pixel that the figure does not show. */
  wantCurve(pixel: number): void;
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
  const wanted = new Set<Mode>();
  const wants = (mode: Mode) => modes.includes(mode) || wanted.has(mode);
  let askedPixel: number | undefined;
  let runner: NudgeRun | undefined;
  let curved: Plan | undefined;
  let descended: Plan | undefined;
  let leapt: Plan | undefined;
  let busy = false;
  let stale = false;

  /** Brings everything that the living figures show abreast of the plan. */
  const catchUp = async (run: NudgeRun, plan: Plan) => {
    const known = state.getState();
    const picture = samePicture(plan, known.plan);
    const before = (picture && known.before) || (await run.read(plan.pixels, plan.label));
    const rival =
      (picture && known.rival) || (await run.read(plan.pixels, rivalOf(before, plan.label)));
    const unmoved = plan.ink === plan.pixels[plan.pixel];
    const now = unmoved ? before : await run.read(nudged(plan), plan.label);
    state.setState({ phase: 'ready', why: undefined, plan, before, rival, now });
    page.answersChanged();
    if (wants('slope') && !samePixel(plan, curved)) {
      state.setState({ curve: await run.curve(plan) });
      page.answersChanged();
      curved = plan;
    }
    if (askedPixel !== undefined) {
      const asked = { ...plan, pixel: askedPixel };
      if (!samePixel(asked, state.getState().asked?.plan)) {
        state.setState({ asked: { plan: asked, curve: await run.curve(asked) } });
        page.answersChanged();
      }
    }
    if (wants('descend') && !sameSteps(plan, descended)) {
      state.setState({ descent: await run.descend(plan) });
      descended = plan;
    }
    if (wants('descend') && !samePicture(plan, leapt)) {
      const ink = plan.pixels[plan.pixel];
      const leap = await run.descend({ ...plan, ink, mover: 'weights', rate: leapRate, steps: 1 });
      state.setState({ misread: misreadIn(leap.samples) });
      page.answersChanged();
      leapt = plan;
    }
  };
  const refresh = async () => {
    if (modes.length + wanted.size === 0) return;
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
    want(mode) {
      if (wanted.has(mode)) return;
      wanted.add(mode);
      void refresh();
    },
    wantCurve(pixel) {
      if (pixel === askedPixel) return;
      askedPixel = pixel;
      void refresh();
    },
    begin(mode, waits) {
      modes.push(mode);
      if (modes.length === 1) {
        stops = [
          page.settings.subscribe(() => void refresh()),
          page.drawing.subscribe(() => void refresh()),
        ];
      }
      const callOff = waits ? atFirstSign(() => void refresh()) : () => {};
      if (!waits) void refresh();
      return () => {
        callOff();
        modes.splice(modes.indexOf(mode), 1);
        if (modes.length > 0) return;
        for (const stop of stops) stop();
      };
    },
  };
}

/**
 * Answers for the page's questions, once the network has answered: `loss`, `before` (the loss of
 * the drawing as it is), `p(5)` a probability, `guess`; of the pixel that the settings choose its
 * `slope`, `direction` (the slope's sign), `rival` (the sign, had the likeliest
 * other digit been meant) and `promised(0.02)` (slope times so much ink);
 * `misread(0.1)` how many samples a step of that size by the network spoils;
 * `loss(0.6)` the loss at that much ink, on the curve of the pixel that the settings choose.
 */
export function answerer(page: Page, attributes: Attributes): Answer {
  const { state, want, wantCurve } = nudgeOf(page, attributes);
  return (cell, _, settings) => {
    want(cell.startsWith('loss(') ? 'slope' : cell.startsWith('misread') ? 'descend' : 'nudge');
    const { plan, before, rival, now, curve, asked, misread } = state.getState();
    if (!plan || !before || !rival || !now) return undefined;
    const { pixel } = planOf(attributes, settings, page.drawing.getState());
    const slope = before.slopes[pixel];
    const [, name = cell, argument] = /^(\w+)\((-?[\d.]+)\)$/.exec(cell) ?? [];
    const amount = Number(argument);
    if (name === 'p') return now.probabilities[amount];
    if (name === 'promised') return slope * amount;
    if (name === 'loss' && argument !== undefined) {
      if (pixel === plan.pixel) return curve && heightOf(curve, amount);
      wantCurve(pixel);
      return samePixel({ ...plan, pixel }, asked?.plan)
        ? asked && heightOf(asked.curve, amount)
        : undefined;
    }
    if (name === 'misread') return amount === leapRate ? misread : undefined;
    const known: Readonly<Record<string, number>> = {
      loss: now.loss,
      before: before.loss,
      slope,
      direction: Math.sign(slope),
      guess: before.guess,
      rival: Math.sign(rival.slopes[pixel]),
    };
    return Object.hasOwn(known, name) ? known[name] : undefined;
  };
}

/** The likeliest digit besides the one that was meant. */
function rivalOf({ probabilities }: Reading, label: number): number {
  const others = Array.from(probabilities, (share, digit) => ({ share, digit }));
  return others
    .filter(({ digit }) => digit !== label)
    .reduce((best, other) => (other.share > best.share ? other : best)).digit;
}

/** The curve's height between its points: straight from one to the next. */
function heightOf({ inks, losses }: Curve, ink: number): number {
  const at = Math.min(inks.length - 2, Math.max(0, Math.floor(ink * (inks.length - 1))));
  const share = (ink - inks[at]) / (inks[at + 1] - inks[at]);
  return losses[at] + share * (losses[at + 1] - losses[at]);
}
