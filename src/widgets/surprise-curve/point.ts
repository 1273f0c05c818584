import type { Answer, Quantities, Setting } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { bentLoss } from './bends.ts';
import { compute, type Guard, inBits, lostFrom, slopeOf, surpriseOf } from './surprise.ts';

/** The page's quantity that holds the probability. */
export const quantityOf = ({ experiment, probability }: Attributes): string =>
  probability ?? `${experiment}/p`;

/** The probability as the page has it; `fits` is false where a link brought no probability. */
export function pointOf(
  attributes: Attributes,
  quantities: Quantities,
): { readonly p: number; readonly fits: boolean } {
  const quantity = quantities[quantityOf(attributes)];
  if (quantity === undefined) return { p: attributes.start, fits: true };
  const [p] = quantity.values;
  const fits = quantity.values.length === 1 && p >= 0 && p <= 1;
  return { p: fits ? p : attributes.start, fits };
}

const guards: readonly Guard[] = ['none', 'epsilon', 'one'];
const formats = ['float16', 'bfloat16', 'float32', 'float64'] as const;

/** Answers for the page's questions; the heads are in `attributes.ts`. */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const match = /^([a-z]+)(?:\(([^)]+)\))?$/.exec(cell);
    if (!match) return undefined;
    const p = match[2] === undefined ? pointOf(attributes, quantities).p : Number(match[2]);
    if (!(p >= 0 && p <= 1)) return undefined;
    const of = <T>(control: string, options: readonly T[], written: T): T => {
      const set: Setting | undefined = settings[`${attributes.experiment}/${control}`];
      return options.find((option) => option === set) ?? written;
    };
    const guard = of('guard', guards, attributes.guard);
    const format = of('format', formats, attributes.format);
    switch (match[1]) {
      case 'p':
        return p;
      case 'loss':
        return surpriseOf(p);
      case 'bits':
        return inBits(surpriseOf(p));
      case 'slope':
        return slopeOf(p);
      case 'capped':
        return surpriseOf(p, 'epsilon');
      case 'cap':
        return surpriseOf(0, 'epsilon');
      case 'inside':
        return compute(p, guard, format).inside;
      case 'computed':
        return compute(p, guard, format).loss;
      case 'swallow':
        return lostFrom(guard, format);
      case 'focal':
      case 'smooth':
      case 'weight':
        return bentLoss(p, match[1]);
      default:
        return undefined;
    }
  };
}
