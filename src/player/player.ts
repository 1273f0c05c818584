import { createStore, type StoreApi } from 'zustand/vanilla';

/** What a player needs of time: `requestAnimationFrame` in a page, a hand-turned one in tests. */
export interface Clock {
  request(tick: (now: number) => void): number;
  cancel(request: number): void;
}

export interface PlayerOptions {
  /** How many steps there are, at least 1. */
  readonly length: number;
  /** Where the playhead rests at first; 0 if not given. */
  readonly step?: number;
  /** Milliseconds that a step takes at speed 1: 1000 if not given. */
  readonly duration?: (step: number) => number;
  /** Milliseconds that a single step forward glides before it rests: 350 if not given. */
  readonly glide?: number;
  /** How many moments lie inside a step: 1 if not given. */
  readonly moments?: (step: number) => number;
  readonly clock?: Clock;
  /** Whether to leave out what lies between two steps; asks the system if not given. */
  readonly reducedMotion?: () => boolean;
}

/**
 * One playhead over `length` steps. A frame is a pure function of (trace, step, progress): at
 * progress 1 a step is done, below it is under way, and its moments are the equal shares of it.
 */
export interface PlayerState {
  readonly length: number;
  /** 0 … length − 1. */
  readonly step: number;
  /** How much of this step is done, 0 … 1. At rest: 1, unless a reader scrubbed into it. */
  readonly progress: number;
  readonly playing: boolean;
  /** Whether the clock runs: it plays, or glides through one step. */
  readonly moving: boolean;
  /** Steps per second, about: 1 is the natural pace. */
  readonly speed: number;
  /** −1 plays backwards in time. */
  readonly direction: 1 | -1;
  /** Plays from here to the end; from the very end, begins anew. */
  readonly play: () => void;
  readonly pause: () => void;
  /** Plays on; from any playing, rests where it is. */
  readonly toggle: () => void;
  /** Plays backwards, turning round where it plays on; from playing backwards, rests. */
  readonly toggleBack: () => void;
  /** One step on: the playhead glides through it and rests. */
  readonly forward: () => void;
  /** One step back: at once. */
  readonly back: () => void;
  /** The next moment: of this step, of the next one, or the end of either. At once. */
  readonly nextMoment: () => void;
  readonly previousMoment: () => void;
  readonly first: () => void;
  readonly last: () => void;
  /** Rests at this step, done unless a progress is given. Out of range is brought into it. */
  readonly seek: (step: number, progress?: number) => void;
  readonly setSpeed: (speed: number) => void;
  readonly setDirection: (direction: 1 | -1) => void;
  /** For another number of steps; the playhead stays as near as it can. */
  readonly setLength: (length: number) => void;
}

export type Player = StoreApi<PlayerState>;

/** A player at rest. It never moves by itself: the clock runs only while it plays or glides. */
export function createPlayer(options: PlayerOptions): Player {
  const { clock = frames, glide = 350, reducedMotion = systemReducesMotion } = options;
  const duration = options.duration ?? (() => 1000);
  const moments = options.moments ?? (() => 1);
  let request: number | undefined;
  let before: number | undefined;

  return createStore<PlayerState>((set, get) => {
    const stop = () => {
      if (request !== undefined) clock.cancel(request);
      request = undefined;
      before = undefined;
    };
    const rest = (step: number, progress = 1) => {
      stop();
      const { length } = get();
      set({
        step: within(step, length),
        progress: share(progress),
        playing: false,
        moving: false,
      });
    };
    const playIn = (direction: 1 | -1) => {
      set({ direction });
      get().play();
    };
    const run = (advance: (elapsed: number) => boolean) => {
      stop();
      const tick = (now: number) => {
        const elapsed = before === undefined ? 0 : Math.max(0, now - before);
        before = now;
        if (advance(elapsed > longestFrame ? 0 : elapsed)) request = clock.request(tick);
        else stop();
      };
      request = clock.request(tick);
    };
    const advancePlaying = (elapsed: number): boolean => {
      const { step, progress, speed, direction } = get();
      const done = progress + (direction * elapsed * speed) / Math.max(1, duration(step));
      const next = reducedMotion()
        ? settled(step, done, direction, get())
        : moved(step, done, direction, get());
      const over = direction === 1 ? atEnd(next, get()) : next.step === 0 && next.progress <= 0;
      set({ ...next, playing: !over, moving: !over });
      return !over;
    };
    /** Without tweening: time gathers out of sight, and the playhead jumps from rest to rest. */
    let gathered = 0;
    const settled = (step: number, done: number, direction: 1 | -1, { length }: PlayerState) => {
      gathered += Math.abs(done - get().progress);
      if (gathered < 1) return { step, progress: 1 };
      gathered = 0;
      return { step: within(step + direction, length), progress: 1 };
    };

    return {
      length: options.length,
      step: within(options.step ?? 0, options.length),
      progress: 1,
      playing: false,
      moving: false,
      speed: 1,
      direction: 1,
      play() {
        const { direction, length, step } = get();
        gathered = 0;
        if (direction === 1 && atEnd(get(), get())) {
          set({ step: 0, progress: reducedMotion() ? 1 : 0 });
        } else if (direction === 1 && get().progress === 1 && !reducedMotion()) {
          set({ step: within(step + 1, length), progress: 0 });
        } else if (direction === -1 && step === 0 && get().progress === 0) {
          set({ step: length - 1, progress: 1 });
        }
        set({ playing: true, moving: true });
        run(advancePlaying);
      },
      pause() {
        stop();
        set({ playing: false, moving: false });
      },
      toggle() {
        if (get().playing) get().pause();
        else playIn(1);
      },
      toggleBack() {
        const { playing, direction } = get();
        if (playing && direction === -1) get().pause();
        else playIn(-1);
      },
      forward() {
        const { step, progress, length, playing } = get();
        const gliding = request !== undefined && !playing;
        if ((progress < 1 && !gliding) || step === length - 1) return rest(step);
        if (reducedMotion()) return rest(step + 1);
        set({ step: step + 1, progress: 0, playing: false, moving: true });
        run((elapsed) => {
          const done = share(get().progress + elapsed / glide);
          set({ progress: done, moving: done < 1 });
          return done < 1;
        });
      },
      back: () => rest(get().step - 1),
      nextMoment() {
        const { step, progress, length } = get();
        const here = maybeMoment(progress, moments(step));
        if (here !== undefined) return rest(step, startOf(here + 1, moments(step)));
        if (step === length - 1) return rest(step);
        rest(step + 1, moments(step + 1) > 1 ? 0 : 1);
      },
      previousMoment() {
        const { step, progress } = get();
        const count = moments(step);
        const here = maybeMoment(progress, count) ?? count;
        if (here > 0 && count > 1) return rest(step, startOf(here - 1, count));
        if (step > 0) rest(step - 1);
      },
      first: () => rest(0),
      last: () => rest(get().length - 1),
      seek: rest,
      setSpeed: (speed) => set({ speed }),
      setDirection: (direction) => set({ direction }),
      setLength(length) {
        stop();
        const step = within(get().step, length);
        set({ length, step, progress: 1, playing: false, moving: false });
      },
    };
  });
}

/** Milliseconds: a longer frame means that the page slept. What nobody saw is not played. */
const longestFrame = 2000;

/** The progress at which moment `index` of `count` begins, and those before it are done. */
export function startOf(index: number, count: number): number {
  return Math.min(1, (index + (index < count ? 1e-6 : 0)) / count);
}

/** How many of a step's moments are done at this progress: 0 … count. */
export function momentsDone(progress: number, count: number): number {
  return Math.min(count, Math.floor(progress * count + 1e-9));
}

/** The moment under way, 0 … count − 1; undefined once the step is done. */
export function maybeMoment(progress: number, count: number): number | undefined {
  const done = momentsDone(progress, count);
  return done < count ? done : undefined;
}

type Position = Pick<PlayerState, 'step' | 'progress'>;

const atEnd = (at: Position, { length }: PlayerState): boolean =>
  at.step === length - 1 && at.progress >= 1;

/** Carries what is above 1 or below 0 over to the neighbouring step. */
function moved(step: number, done: number, direction: 1 | -1, { length }: PlayerState): Position {
  if (direction === 1 && done >= 1 && step < length - 1)
    return { step: step + 1, progress: share(done - 1) };
  if (direction === -1 && done < 0 && step > 0)
    return { step: step - 1, progress: share(1 + done) };
  return { step, progress: share(done) };
}

const share = (progress: number): number => Math.min(1, Math.max(0, progress));

const within = (step: number, length: number): number =>
  Math.min(length - 1, Math.max(0, Math.round(step)));

const frames: Clock = {
  request: (tick) => requestAnimationFrame(tick),
  cancel: (request) => cancelAnimationFrame(request),
};

const systemReducesMotion = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
