/** What became of a request: its result, or a newer request of the same lane took its place. */
export type Outcome<T> =
  | { readonly state: 'answered'; readonly result: T }
  | { readonly state: 'superseded' };

interface Waiting<T> {
  start(): void;
  supersede(): void;
  readonly outcome: Promise<Outcome<T>>;
}

/**
 * One request at a time runs in each lane and one waits; a newer one takes the place of the one
 * that waits. So a slow engine still answers while the pen moves, and the newest always comes last.
 */
export class Lanes<T> {
  readonly #busy = new Set<string>();
  readonly #next = new Map<string, Waiting<T>>();

  submit(lane: string, run: () => Promise<T>, signal?: AbortSignal): Promise<Outcome<T>> {
    if (signal?.aborted) return Promise.resolve({ state: 'superseded' });
    const waiting = this.#wait(lane, run, signal);
    if (this.#busy.has(lane)) {
      this.#next.get(lane)?.supersede();
      this.#next.set(lane, waiting);
    } else {
      this.#busy.add(lane);
      waiting.start();
    }
    return waiting.outcome;
  }

  /** Everything that still waits is superseded. */
  clear(): void {
    for (const waiting of this.#next.values()) waiting.supersede();
    this.#next.clear();
  }

  #wait(lane: string, run: () => Promise<T>, signal?: AbortSignal): Waiting<T> {
    const { promise, resolve, reject } = deferred<Outcome<T>>();
    const supersede = (): void => resolve({ state: 'superseded' });
    signal?.addEventListener('abort', supersede, { once: true });
    // However it ends, also superseded while it waited: a signal may live long.
    const leave = (): void => signal?.removeEventListener('abort', supersede);
    promise.then(leave, leave);
    const start = (): void => {
      // Cancelled while it waited: nobody wants the answer.
      const work = signal?.aborted ? Promise.resolve(undefined) : run();
      work
        .then((result) => {
          if (result === undefined) supersede();
          else resolve({ state: 'answered', result });
        }, reject)
        .finally(() => this.#advance(lane));
    };
    return { start, supersede, outcome: promise };
  }

  #advance(lane: string): void {
    const next = this.#next.get(lane);
    this.#next.delete(lane);
    if (next) next.start();
    else this.#busy.delete(lane);
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** `Promise.withResolvers`, which not every browser of the last years has. */
export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
