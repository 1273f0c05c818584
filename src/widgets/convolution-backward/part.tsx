import type { ReactNode } from 'react';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import type { terms } from './attributes.ts';

interface PartProps {
  readonly page: Page;
  readonly experiment: string;
  readonly term: (typeof terms)[number];
  readonly caption: ReactNode;
  readonly children: ReactNode;
}

/** One grid of the figure with its caption, lit with its term in the formulas. */
export function Part({ page, experiment, term, caption, children }: PartProps) {
  const { props } = useTerm(page, experiment, term);
  return (
    <div className="conv-back-part" data-part={term} {...props}>
      {children}
      <p className="conv-back-caption">{caption}</p>
    </div>
  );
}

/** How large the cells of a grid with so many columns are drawn. */
export const sizeOfCells = (columns: number): 'small' | 'tiny' => (columns <= 6 ? 'small' : 'tiny');
