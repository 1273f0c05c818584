import { type Moment, sends, totalOf, type View } from './moment.ts';
import { gathered } from './paths.ts';
import type { Scene } from './scene.ts';

/** The gradient as far as the playhead has made it. */
export interface Reached {
  readonly values: readonly number[];
  readonly columns: number;
  /** Cells before this one are done, or on the way; later ones are not begun. */
  readonly upTo: number;
  /** dx in its padding, while entries are sent: what falls outside is cropped. */
  readonly ring: number;
}

export function reachedAt(scene: Scene, view: View, moment: Moment): Reached {
  return sends(view) ? sentSoFar(scene, view, moment) : collectedSoFar(scene, view, moment);
}

function sentSoFar(scene: Scene, { gradient }: View, { step, done }: Moment): Reached {
  const { plan, paths, upstream, kernel, padded, rule } = scene;
  const taps = plan.kernel ** 2;
  if (gradient === 'db') {
    const so = upstream.slice(0, step + done);
    const values = gathered(
      1,
      so.map((value) => [0, value] as const),
      rule,
    );
    return { values, columns: 1, upTo: 1, ring: 0 };
  }
  const so = paths.slice(0, step * taps + done);
  if (gradient === 'dw') {
    const puts = so.map((path) => [path.place, upstream[path.out] * padded[path.padded]] as const);
    return { values: gathered(taps, puts, rule), columns: plan.kernel, upTo: taps, ring: 0 };
  }
  const puts = so.map((path) => [path.padded, upstream[path.out] * kernel[path.weight]] as const);
  const cells = plan.padded ** 2;
  const values = gathered(cells, puts, rule);
  return { values, columns: plan.padded, upTo: cells, ring: plan.before };
}

function collectedSoFar(scene: Scene, { gradient }: View, moment: Moment): Reached {
  const { claim, plan, rule } = scene;
  const { step, done, products } = moment;
  const whole = claim[gradient];
  const values = whole.map((value, cell) => {
    if (cell < step || (cell === step && done === products.length)) return value;
    return cell === step ? totalOf(products.slice(0, done), rule) : 0;
  });
  const columns = gradient === 'db' ? 1 : gradient === 'dw' ? plan.kernel : plan.size;
  return { values, columns, upTo: step + 1, ring: 0 };
}
