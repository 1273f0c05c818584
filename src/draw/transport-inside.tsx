import type { PointerEvent } from 'react';
import { TransportPress } from './transport-press.tsx';

/** What lies inside a step: equal moments, in order. */
export interface Inside {
  /** How many moments; 1 where everything happens at once. */
  readonly count: number;
  /** Moments in a row, where they sweep over a picture. */
  readonly across?: number;
  /** What a moment is: `window`. */
  readonly noun: string;
}

/** How many moments are done at this progress, 0 … count; the one under way has that index. */
export const momentAt = ({ count }: Inside, progress: number): number =>
  Math.min(count, Math.floor(progress * count + 1e-9));

/** A progress as near as moments allow, moved on a hair, so that those before it are done. */
export function snapped({ count }: Inside, progress: number): number {
  const index = Math.round(progress * count);
  return index >= count ? 1 : (index + 1e-6) / count;
}

/** Where in its step the playhead is: `window 132 of 576`; empty once the step is done. */
export function momentText(inside: Inside | undefined, progress: number): string {
  if (!inside || inside.count < 2 || progress >= 1) return '';
  return `${inside.noun} ${momentAt(inside, progress) + 1} of ${inside.count}`;
}

interface TransportInsideProps {
  readonly inside: Inside;
  readonly step: number;
  /** 0 … 1. */
  readonly progress: number;
  readonly moving?: boolean;
  readonly seek: (step: number, progress?: number) => void;
  readonly nextMoment: () => void;
  readonly previousMoment: () => void;
}

/**
 * The present step once more, as long as the whole line: a tick for each moment where there is
 * room, a stronger one for each row. A pointer scrubs on it from moment to moment; the buttons at
 * its ends go one moment back and on.
 */
export function TransportInside(props: TransportInsideProps) {
  const { inside, step, progress, seek } = props;
  const { count, across, noun } = inside;
  const scrub = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    seek(step, snapped(inside, share));
  };
  const many = count > 1;
  return (
    <>
      <p className="transport-moment" data-many={many || undefined}>
        {momentText(inside, progress) || (many ? `${count} ${noun}s` : '')}
      </p>
      <div className="transport-inside" data-many={many || undefined}>
        <TransportPress name="One moment back" icon="stepBack" onPress={props.previousMoment} />
        <div
          className="transport-ticks"
          aria-hidden="true"
          data-fine={count <= 128 || undefined}
          style={{ '--count': count, '--rows': across ? count / across : 1, '--head': progress }}
          onPointerDown={(event) => {
            if (event.button !== 0 || !many) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            scrub(event);
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
          }}
        />
        <TransportPress name="One moment on" icon="stepOn" onPress={props.nextMoment} />
      </div>
    </>
  );
}
