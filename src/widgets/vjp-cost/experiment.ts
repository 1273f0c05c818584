import { Random } from '../../digits/random.ts';
import type { Answer, Quantities } from '../definition.ts';
import { logitLimit } from '../softmax-jacobian/logits.ts';
import { probabilitiesOf, vjpOf } from '../softmax-jacobian/softmax-row.ts';
import type { Attributes } from './attributes.ts';
import { type CodeName, productCodes } from './product-code.ts';

const writtenLogits: readonly number[] = [1, 2, 0.5, -1, 0, 1.5, -0.5, 0.3, -2, 0.8];
const writtenUpstream: readonly number[] = [0.4, -1.1, 0.3, 0.7, 0.2, -0.5, 0.6, -0.2, 0.9, -0.8];

/** How many classes the figure offers: the last two are not drawn, only run. */
export const classCounts = [3, 10, 1000, 50_000] as const;
export const drawn = (classes: number): boolean => classes <= 10;
/** A matrix of 50,000 × 50,000 numbers would take 20 GB. */
export const tooLarge = (code: CodeName, classes: number): boolean =>
  code === 'full' && classes > 1000;

type Names = Pick<Attributes, 'experiment' | 'logits' | 'upstream'>;
export const logitsName = ({ experiment, logits }: Names) => logits ?? `${experiment}/logits`;
export const upstreamName = ({ experiment, upstream }: Names) =>
  upstream ?? `${experiment}/upstream`;

/** Numbers that a figure may be given: up to ten, finite, none beyond the limit. */
export const fitsAsRow = (values: readonly number[], limit: number): boolean =>
  values.length >= 1 && values.length <= 10 && values.every((value) => Math.abs(value) <= limit);

export const limits = { logits: logitLimit, upstream: 1000 };

function filled(
  quantities: Quantities,
  name: string,
  limit: number,
  written: readonly number[],
): readonly number[] {
  const values = quantities[name]?.values;
  const own = values && fitsAsRow(values, limit) ? values : [];
  return written.map((value, i) => own[i] ?? value);
}

export interface Given {
  readonly logits: readonly number[];
  readonly s: readonly number[];
  readonly v: readonly number[];
}

/** Logits, probabilities and upstream gradient for so many classes: random ones beyond ten. */
export function givenFor(names: Names, quantities: Quantities, classes: number): Given {
  const random = new Random(17, classes);
  const many = () => Array.from({ length: classes }, () => random.between(-2, 2));
  const few = drawn(classes);
  const logits = few
    ? filled(quantities, logitsName(names), limits.logits, writtenLogits).slice(0, classes)
    : many();
  const v = few
    ? filled(quantities, upstreamName(names), limits.upstream, writtenUpstream).slice(0, classes)
    : many();
  return { logits, s: probabilitiesOf(logits), v };
}

/**
 * Answers for questions and live numbers: `dz.0` the core's gradient, `claim.0` that of the chosen
 * code, `multiplications.full.50000` and the like by formula.
 */
export function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const [name, first, second] = cell.split('.');
    if (name === 'multiplications' || name === 'additions' || name === 'numbers') {
      const code = maybeCode(first);
      return code && productCodes[code].cost(Number(second))[name];
    }
    const set = settings[`${attributes.experiment}/classes`];
    const classes = set === 3 || set === 10 ? set : Math.min(10, Number(attributes.classes));
    const { logits, s, v } = givenFor(attributes, quantities, classes);
    if (name === 'dz') return vjpOf(logits, v)[Number(first)];
    if (name !== 'claim') return undefined;
    const code = maybeCode(settings[`${attributes.experiment}/code`]) ?? attributes.code;
    return productCodes[code].run(s, v).at(-1)?.values[Number(first)];
  };
}

const maybeCode = (name: unknown): CodeName | undefined =>
  name === 'full' || name === 'vjp' || name === 'diagonal' ? name : undefined;
