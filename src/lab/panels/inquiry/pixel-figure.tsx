import './inquiry.css';
import type { ReactNode } from 'react';
import { Legend } from '../../../draw/legend.tsx';
import { PixelPick, type PixelPickProps } from '../../../draw/pixel-pick.tsx';

interface PixelFigureProps extends PixelPickProps {
  readonly title: string;
  /** What is on its scale. */
  readonly unit: string;
  /** Shows the numbers of an earlier question while a newer one is at work. */
  readonly stale?: boolean;
  readonly children?: ReactNode;
}

/** A map of the drawing's pixels with its title, its legend, and what it says and does not say. */
export function PixelFigure({ title, unit, stale, children, ...pick }: PixelFigureProps) {
  return (
    <figure className="pixel-figure" data-stale={stale || undefined}>
      <figcaption>{title}</figcaption>
      <PixelPick {...pick} />
      <Legend scale={pick.scale} label={unit} />
      {children}
    </figure>
  );
}
