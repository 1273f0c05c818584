import { type CodePlan, type CodeSubject, codePlanOf, layersBehindLoss } from './code-plan.ts';
import { kerasCode } from './keras.ts';
import { numpyCode } from './numpy.ts';
import { numbersAtTheEnd } from './python.ts';
import { pytorchCode } from './pytorch.ts';

export type Framework = 'pytorch' | 'keras' | 'numpy';

export const frameworks: readonly Framework[] = ['pytorch', 'keras', 'numpy'];

/** A Python file in two halves: what one reads, and the numbers, which come in parts. */
interface Code {
  readonly program: string;
  readonly numbers: () => Iterable<string>;
}

/**
 * The network of a trace as one Python file with its weights and its drawing. Throws a `CodeError`
 * where no code can be written.
 */
export function codeOf(framework: Framework, subject: CodeSubject): Code {
  const plan = codePlanOf(subject);
  return { program: programOf(framework, plan), numbers: () => numbersAtTheEnd(plan) };
}

function programOf(framework: Framework, plan: CodePlan): string {
  const behind = layersBehindLoss(plan);
  switch (framework) {
    case 'pytorch':
      return pytorchCode(plan, behind);
    case 'keras':
      return kerasCode(plan, behind);
    case 'numpy':
      return numpyCode(plan, behind);
  }
}
