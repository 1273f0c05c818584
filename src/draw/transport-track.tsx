import type { PointerEvent } from 'react';
import type { TransportProps } from './transport.tsx';

/**
 * The line of steps. A pointer scrubs continuously, through the inside of steps too; the slider
 * beneath it is for the keyboard and for those who hear the page.
 */
export function TransportTrack(props: TransportProps) {
  const { label, length, step, progress, segments, describe, seek } = props;
  const scrub = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    const at = Math.min(length - 1e-6, Math.max(0, share * length));
    seek(Math.floor(at), at - Math.floor(at));
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
        scrub(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
      }}
      onPointerUp={() => progress > 0 && progress < 1 && seek(step, 1)}
    >
      <input
        type="range"
        aria-label={label}
        aria-valuetext={describe(step)}
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
