/** Where the playhead stands: which pass, at which window, and how many windows are done. */
export interface Moment {
  readonly pass: 'forward' | 'backward';
  readonly window: number;
  /** Windows pooled: all of them on the way back. */
  readonly pooled: number;
  /** Windows that have sent their gradient back. */
  readonly routed: number;
  /** At rest on a step, or half-way through it. */
  readonly done: boolean;
}

/** Step w < windows pools window w; step windows + w sends back the gradient of window w. */
export function momentAt(step: number, progress: number, windows: number): Moment {
  const done = progress >= 0.5;
  if (step < windows) {
    return { pass: 'forward', window: step, pooled: step + (done ? 1 : 0), routed: 0, done };
  }
  const window = step - windows;
  return { pass: 'backward', window, pooled: windows, routed: window + (done ? 1 : 0), done };
}

/** The anchors of a listing's lines that this moment is about. */
export function anchorsOf({ pass, done }: Moment): readonly string[] {
  if (pass === 'forward') return done ? ['largest', 'keep'] : ['window'];
  return done ? ['route'] : ['switch'];
}
