import type { LayerFacts } from './layer-facts.ts';

export type FlagKind = 'vanishing' | 'exploding' | 'zero' | 'notFinite';

/** Less than this share of the norm of the layer after, and the gradient is called vanishing. */
export const LOCAL = 1e3;
/** The same, of the norm at the last layer before the loss. */
export const OVERALL = 1e6;

export const flagWords: Readonly<Record<FlagKind, string>> = {
  vanishing: 'gradient vanishes',
  exploding: 'gradient explodes',
  zero: 'gradient is all zero',
  notFinite: 'NaN or ∞',
};

/** What is wrong with each layer, in the order of the facts (from the drawing to the scores). */
export function flagsOf(facts: readonly LayerFacts[]): readonly (readonly FlagKind[])[] {
  const last = facts.at(-1)?.gradient.statistics.norm ?? 0;
  return facts.map((layer, at) => {
    const flags = new Set<FlagKind>();
    const { activation, gradient } = layer;
    if ([activation, gradient].some(({ statistics: { nan, infinite } }) => nan + infinite > 0)) {
      flags.add('notFinite');
    }
    if (layer.paramNorm !== undefined && !Number.isFinite(layer.paramNorm)) flags.add('notFinite');
    const { norm } = gradient.statistics;
    if (norm === 0) flags.add('zero');
    const after = facts[at + 1]?.gradient.statistics.norm;
    for (const [other, limit] of [
      [after, LOCAL],
      [last, OVERALL],
    ]) {
      if (norm === 0 || other === undefined || limit === undefined || other === 0) continue;
      if (norm * limit < other) flags.add('vanishing');
      if (norm > limit * other) flags.add('exploding');
    }
    return [...flags];
  });
}
