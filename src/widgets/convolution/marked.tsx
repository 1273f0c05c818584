import type { ReactNode } from 'react';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';

interface MarkedProps {
  readonly page: Page;
  readonly experiment: string;
  readonly term: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a figure that lights up with its term in a formula, and the reverse. */
export function Marked({ page, experiment, term, className, children }: MarkedProps) {
  return (
    <div className={className} {...useTerm(page, experiment, term).props}>
      {children}
    </div>
  );
}
