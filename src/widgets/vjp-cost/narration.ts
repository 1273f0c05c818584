import { formatSigned } from '../../draw/number.ts';
import { grouped } from './cost-table.tsx';
import type { Stage } from './product-code.ts';

const words: Readonly<Record<string, string>> = {
  outer: 'Every probability times every probability.',
  minus: 'Taken off a diagonal of the probabilities: this is the Jacobian, all of it.',
  product: 'Each row times v, added up.',
  dot: 'One number that every class shares: the mean of v, weighted by the probabilities.',
  shift: 'It is taken off every entry of v.',
  scale: 'What is left is weighted by each class’s own probability. No matrix was made.',
  slope: 'The slope of a sigmoid: each class as if it stood alone.',
  times: 'Times v. The numbers look plausible and are not the gradient.',
};

/** The line that has just run, what it made and what it all has cost. */
export function narrate(stages: readonly Stage[], done: number, wrong: number): string {
  const stage = stages[done - 1];
  if (!stage) return 'Given are the probabilities and the upstream gradient. Step on to multiply.';
  const { multiplications, additions } = stage.cost;
  const one = stage.values.length === 1 ? ` It is ${formatSigned(stage.values[0])}.` : '';
  const verdict = done === stages.length && wrong > 0 ? ` ${wrong} of them are wrong.` : '';
  return `${words[stage.anchor] ?? ''}${one}${verdict} So far: ${grouped(multiplications)} multiplications, ${grouped(additions)} additions.`;
}
