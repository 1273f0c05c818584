import { Fragment, type ReactNode } from 'react';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import type { WindowPlan, WindowSettings } from './geometry.ts';

interface SizeFormulaProps {
  readonly page: Page;
  readonly experiment: string;
  readonly settings: WindowSettings;
  /** Undefined when there is no output. */
  readonly plan: WindowPlan | undefined;
}

/** ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1 with the present numbers; each is tied to its mark. */
export function SizeFormula({ page, experiment, settings, plan }: SizeFormulaProps) {
  const { size, kernel, stride, dilation } = settings;
  const term = (name: string, of: ReactNode) => <Term {...{ page, experiment, name }}>{of}</Term>;
  const even = plan && plan.before === plan.after;
  const padding = !plan ? '?' : even ? `2 · ${plan.before}` : `${plan.before} + ${plan.after}`;
  const words: readonly (readonly [key: string, shown: ReactNode])[] = [
    ['open', '⌊('],
    ['n', term('n', size)],
    ['plus', ' + '],
    ['p', term('p', padding)],
    ['minus', ' − '],
    ['d', term('d', dilation)],
    ['bracket', '·('],
    ['k', term('k', kernel)],
    ['one', ' − 1) − 1)/'],
    ['s', term('s', stride)],
    ['close', '⌋ + 1 = '],
    ['out', term('out', plan ? plan.out : '–')],
  ];
  return (
    <p className="size-formula">
      <span className="size-formula-label">output size</span>{' '}
      <span className="size-formula-sum" data-result="formula">
        {words.map(([key, shown]) => (
          <Fragment key={key}>{shown}</Fragment>
        ))}
      </span>
    </p>
  );
}

interface TermProps {
  readonly page: Page;
  readonly experiment: string;
  readonly name: string;
  readonly children: ReactNode;
}

function Term({ page, experiment, name, children }: TermProps) {
  return <b {...useTerm(page, experiment, name).props}>{children}</b>;
}
