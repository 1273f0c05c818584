import { type PointerEvent, useRef } from 'react';
import type { TransportProps } from './transport.tsx';
import { momentText, snapped } from './transport-inside.tsx';

/** A pointer that moved less than this (pixels) since it went down has pressed, not scrubbed. */
const HELD_STILL = 4;

/**
 * The line of steps. A pointer scrubs continuously, through the inside of steps too; the slider
 * beneath it is for the keyboard and for those who hear the page. A press goes to the end of a
 * step; so does a scrub where no moments are told of, elsewhere it rests at the moment.
 */
export function TransportTrack(props: TransportProps) {
  const { label, length, step, progress, segments, insides, describe, seek } = props;
  const inside = insides?.[step];
  const downAt = useRef<number>(undefined);
  const scrub = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    const at = Math.min(length - 1e-6, Math.max(0, share * length));
    const within = insides?.[Math.floor(at)];
    const rest = at - Math.floor(at);
    seek(Math.floor(at), within ? snapped(within, rest) : rest);
  };
  const lift = (event: PointerEvent<HTMLElement>) => {
    const still = Math.abs(event.clientX - (downAt.current ?? 0)) < HELD_STILL;
    const between = progress > 0 && progress < 1;
    if (inside ? still : between) seek(step, 1);
  };
  const all =
    segments ?? Array.from({ length: countOf(length) }, (): Segment => ({ tone: 'plain' }));
  const head = (step + progress) / length;
  return (
    <div
      className="transport-track"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        downAt.current = event.clientX;
        scrub(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
      }}
      onPointerUp={lift}
    >
      <input
        type="range"
        aria-label={label}
        aria-valuetext={[describe(step), momentText(inside, progress)].filter(Boolean).join(' ')}
        min={0}
        max={length - 1}
        step={1}
        value={step}
        onChange={(event) => seek(Number(event.currentTarget.value))}
      />
      <div className="transport-line" aria-hidden="true" data-many={length > 12 || undefined}>
        {all.length < length && <LongLine done={step + 1} left={length - step - 1} />}
        {all.map((segment, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place on the line
            key={index}
            className="transport-segment"
            data-tone={segment.tone}
            data-done={index <= step || undefined}
            data-now={index === step || undefined}
            data-beside={Math.abs(index - step) === 1 || undefined}
            data-minor={segment.minor || undefined}
          >
            <span className="transport-name">{segment.label}</span>
          </span>
        ))}
        <span className="transport-head" style={{ '--head': head }} />
      </div>
    </div>
  );
}

/** More steps than this cannot be told apart on the line: it is drawn in one piece. */
const mostSegments = 64;
const countOf = (length: number) => (length > mostSegments ? 0 : length);

function LongLine({ done, left }: { done: number; left: number }) {
  return (
    <>
      <span className="transport-segment" data-done="true" style={{ flexGrow: done }} />
      <span className="transport-segment" style={{ flexGrow: left }} />
    </>
  );
}

type Segment = NonNullable<TransportProps['segments']>[number];
